import type { Filter, SearchQuestion } from '../../../server/catalogue/catalogue.ts';
import type { ValueFolding } from '../../../server/catalogue/value-folding.ts';
import type { PathStep } from '../../../server/ontology/attribute.ts';
import type { Ontology } from '../../../server/ontology/ontology.ts';
import { toNTriplesTerm } from '../../../server/rdf/n-triples.ts';
import type { Term } from '../../../server/rdf/terms.ts';
import { dcat, dct, healthdcatap } from '../../../server/rdf/vocabulary.ts';

/** What is known of the values: which of them a filter finds. */
export interface Hierarchy {
  readonly ontology: Ontology;
  readonly folding: ValueFolding;
}

/** A pattern for datasets `?d` that text and filters let through, but for the filter of one facet; each once. */
export function contextOf({ text, filters }: SearchQuestion, hierarchy: Hierarchy, without?: string): string {
  const parts = filters
    .filter(({ attribute }) => attribute !== without)
    .map((filter) => patternOf(filter, hierarchy));
  const sought =
    text === ''
      ? ''
      : `?d ${iri(dct.title)} ?t . FILTER(CONTAINS(LCASE(?t), ${JSON.stringify(text.toLowerCase())}))`;
  return `?d a ${iri(dcat.Dataset)} . ${sought} ${parts.join(' ')}`;
}

function patternOf({ attribute: name, values, range }: Filter, { ontology, folding }: Hierarchy): string {
  if (range !== undefined) {
    return (
      `?d ${iri(healthdcatap.minTypicalAge)} ?from ; ${iri(healthdcatap.maxTypicalAge)} ?to . ` +
      `FILTER(?to >= ${range.from ?? 0} && ?from <= ${range.to ?? 999})`
    );
  }
  const reached = values.flatMap((code) => {
    const resolution = ontology.resolve(code);
    return resolution.state === 'found' ? [...folding.reach(resolution.concept)] : [];
  });
  const list = reached.map((value) => `<${value}>`).join(', ');
  const path = pathOf(ontology.attribute(name)?.catalogue?.path);
  return `{ SELECT DISTINCT ?d { ?d ${path} ?x FILTER(?x IN (${list})) } }`;
}

/** A path as SPARQL writes it. */
export function pathOf(path: readonly PathStep[] | undefined): string {
  return (path ?? []).map(({ property, inverse }) => `${inverse ? '^' : ''}${iri(property)}`).join('/');
}

export function iri(node: Term): string {
  return toNTriplesTerm(node);
}
