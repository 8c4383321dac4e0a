import { nodeKey } from '../rdf/quad-graph.ts';
import { isNamedNode } from '../rdf/terms.ts';
import type { Quad } from '../rdf/terms.ts';
import { mer, rdf } from '../rdf/vocabulary.ts';
import type { CatalogueRules } from './catalogue-rules.ts';
import type { FailureTally } from './failure-tally.ts';
import type { PrepareRequest } from './prepare.ts';
import { straySubjects } from './stray-subjects.ts';
import { providerIri, providerNamespace } from './submission-graphs.ts';

const keepRecords =
  'The catalogue is public. Deliver records as tables or DICOM: their mappings bring them to the protected plane.';

/**
 * Everyone reads the catalogue plane. So nothing about patients stands there, nothing that belongs to nobody's
 * catalogue, and nothing about the ontology, the node or other providers.
 */
export function checkCataloguePlane(
  catalogue: readonly Quad[],
  { base, provider }: Pick<PrepareRequest, 'base' | 'provider'>,
  rules: CatalogueRules,
  tally: FailureTally,
): void {
  const own = providerNamespace(base, provider.id);
  const self = providerIri(base, provider.id);
  const collections = new Set(
    catalogue.flatMap(({ subject, predicate, object }) =>
      predicate.equals(rdf.type) && rules.isCollection(object.value) ? [nodeKey(subject)] : [],
    ),
  );
  for (const { subject, predicate, object } of catalogue) {
    const { value } = subject;
    if (predicate.equals(rdf.type) && rules.isRecordClass(object.value)) {
      const message = `<${value}> is a thing about patients, by its type <${object.value}>.`;
      tally.add({ kind: 'class', node: subject, message, advice: keepRecords, predicate: predicate.value });
    }
    if (rules.isRecordProperty(predicate.value)) {
      const message = `<${value}> has the property <${predicate.value}>, which only things about patients have.`;
      tally.add({
        kind: 'property',
        node: subject,
        message,
        advice: keepRecords,
        predicate: predicate.value,
      });
    }
    if (rules.isAggregateProperty(predicate.value) && !collections.has(nodeKey(subject))) {
      const message = `<${value}> has the property <${predicate.value}>, which only datasets and their series have here.`;
      const advice = `Say it of the dataset, for all of its patients. ${keepRecords}`;
      tally.add({ kind: 'aggregate', node: subject, message, advice, predicate: predicate.value });
    }
    if (rules.isPersonalProperty(predicate.value)) {
      const message = `<${value}> has the property <${predicate.value}>, which tells something personal.`;
      const advice = 'Of a contact, name and address are enough: leave the rest out.';
      tally.add({ kind: 'person', node: subject, message, advice, predicate: predicate.value });
    }
    const word = [predicate, ...(predicate.equals(rdf.type) ? [object] : [])].find((each) =>
      rules.isOntologyOnly(each.value),
    );
    if (word !== undefined) {
      const message = `<${value}> is described with <${word.value}>, which only the ontology uses.`;
      const advice = 'Leave the statement out.';
      tally.add({ kind: 'ontology', node: subject, message, advice, predicate: predicate.value });
    }
    for (const node of [subject, object]) {
      if (!isNamedNode(node) || !rules.isRecordIri(node.value, base)) continue;
      const message = `<${node.value}> is the IRI of a record.`;
      tally.add({ kind: 'record', node, message, advice: keepRecords });
    }
    if (rules.isOntologyTerm(value)) {
      const message = `<${value}> is a term of the ontology, a vocabulary or a code system, which says what it means.`;
      tally.add({
        kind: 'term',
        node: subject,
        message,
        advice: 'Use the term and leave out what describes it.',
      });
    } else if (isWithin(value, base) && !value.startsWith(own) && value !== self.value) {
      const message = value.startsWith(`${base}/id/`)
        ? `<${value}> stands in the namespace of another provider.`
        : `<${value}> is an address of this node.`;
      tally.add({
        kind: 'foreign',
        node: subject,
        message,
        advice: `Describe only things of your own: ${own}…`,
      });
    }
    if (predicate.equals(mer.provider) && !object.equals(self)) {
      const message = `<${value}> names ${object.value} as its provider.`;
      const advice = 'Leave mer:provider out: it is stated for you.';
      tally.add({ kind: 'claim', node: subject, message, advice, predicate: predicate.value });
    }
  }
  const strays = straySubjects(
    catalogue,
    ({ subject, predicate, object }) =>
      subject.equals(self) || (predicate.equals(rdf.type) && rules.standsAlone(object.value)),
  );
  for (const node of strays) {
    // What has no place here for another reason is better told that reason.
    if (tally.has(node.value)) continue;
    tally.add({
      kind: 'stray',
      node,
      message: `<${node.value}> belongs to no dataset, series, service or catalogue of this delivery.`,
      advice: 'Let a dataset lead to it, give it the DCAT class that it has, or leave it out.',
    });
  }
}

function isWithin(iri: string, base: string): boolean {
  return iri.startsWith(base) && ['', '/', '#', '?'].includes(iri.charAt(base.length));
}
