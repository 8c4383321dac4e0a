import type { MappingRow } from '../../rdf/sssom.ts';
import { isLiteral } from '../../rdf/terms.ts';
import { mer, owl, rdf, rdfs, skos } from '../../rdf/vocabulary.ts';
import { finding, type OntologyFinding } from '../ontology-finding.ts';
import { CodeEquivalences } from '../code-equivalences.ts';
import type { CheckContext } from './check-context.ts';
import { mappingLinks } from './mapping-link.ts';

interface Side {
  readonly id: string;
  readonly iri: string;
  readonly label: string | undefined;
}

/**
 * The terms of rows: those on our side exist and live, and are called as they are here. Our side are the namespaces that
 * hold our concepts, classes and properties; a row without such a side helps nobody here.
 */
export function* checkMappingTerms(context: CheckContext): Iterable<OntologyFinding> {
  const codes = codesOfOurs(context);
  const isKnown = ({ predicateIri }: MappingRow, iri: string): boolean =>
    context.graph.declares(iri) ||
    isOfLanguage(iri) ||
    // Rows between other systems lend a term of ours one more code; where it has neither, they lead nowhere.
    (predicateIri === skos.exactMatch.value && codes.has(iri));
  for (const { set } of context.tables) {
    for (const row of set.rows) {
      const place = { file: set.file, line: row.line };
      const sides = sidesOf(row);
      const dead = sides.find(({ iri }) => context.isOwn(iri) && !context.graph.declares(iri));
      if (dead !== undefined) {
        const message = `${dead.id} is no concept of the ontology. Correct the code, or add the term.`;
        yield finding('mapping-term-dead', message, place);
        continue;
      }
      if (!row.noTermFound && !sides.some(({ iri }) => isKnown(row, iri))) {
        const message = `Neither side of the row is a term of the ontology (${row.objectId}). Correct the code, or take the row away.`;
        yield finding('mapping-foreign-only', message, place);
        continue;
      }
      const deprecated = sides.find(({ iri }) => context.isDeprecated(iri) && !leadsOn(context, row, iri));
      if (deprecated !== undefined) {
        const message = `${deprecated.id} is deprecated. ${context.insteadOf(deprecated.iri)}`;
        yield finding('mapping-deprecated', message, place);
        continue;
      }
      for (const side of sides) {
        const name = otherName(context, side);
        if (name === undefined) continue;
        const message = `${side.id} is called "${side.label ?? ''}" here, and "${name}" in the ontology. Correct the code or the label.`;
        yield finding('mapping-label-differs', message, place);
        break;
      }
    }
  }
}

function sidesOf(row: MappingRow): readonly Side[] {
  const subject =
    row.subjectIri === undefined || row.literal
      ? []
      : [{ id: row.subjectId ?? '', iri: row.subjectIri, label: row.subjectLabel }];
  const object = row.noTermFound ? [] : [{ id: row.objectId, iri: row.objectIri, label: row.objectLabel }];
  return [...subject, ...object];
}

/** Codes of other systems that mean the same as a term of ours, by way of one another too. */
function codesOfOurs(context: CheckContext): ReadonlySet<string> {
  const equivalences = new CodeEquivalences();
  const terms = new Set<string>();
  for (const { from, to, predicate } of mappingLinks(context)) {
    if (predicate !== skos.exactMatch.value) continue;
    equivalences.join(from, to);
    for (const iri of [from, to]) if (context.graph.declares(iri)) terms.add(iri);
  }
  return new Set([...terms].flatMap((iri) => equivalences.class(iri)));
}

/** rdf:type and the like: the words in which ontologies are written are declared nowhere here. */
function isOfLanguage(iri: string): boolean {
  return [rdf, rdfs, owl, skos].some(({ namespace }) => iri.startsWith(namespace));
}

/** A row that leads from a deprecated term to a living one of ours is what deprecated terms are mapped for. */
function leadsOn(context: CheckContext, row: MappingRow, iri: string): boolean {
  const living = context.graph.declares(row.objectIri) && !context.isDeprecated(row.objectIri);
  return iri === row.subjectIri && living;
}

/** The name of a term where its label is none of its names: the usual sign of a code mistyped. */
function otherName(context: CheckContext, { iri, label }: Side): string | undefined {
  if (label === undefined) return undefined;
  const names = [skos.prefLabel, rdfs.label, skos.altLabel, skos.hiddenLabel, mer.unreviewedLabel]
    .flatMap((predicate) => context.graph.objects(iri, predicate))
    .filter(isLiteral)
    .map(({ value }) => value);
  const folded = label.toLowerCase();
  return names.length === 0 || names.some((name) => name.toLowerCase() === folded) ? undefined : names[0];
}
