import type { Place } from '../../errors.ts';
import { skos } from '../../rdf/vocabulary.ts';
import type { CheckContext } from './check-context.ts';
import { isBlankKey } from './ontology-graph.ts';

/** One statement that two terms match, of a mapping row or of a Turtle file. */
export interface MappingLink {
  readonly from: string;
  readonly to: string;
  readonly predicate: string;
  readonly place: () => Place | undefined;
}

const matches = [skos.exactMatch, skos.closeMatch, skos.broadMatch, skos.narrowMatch, skos.relatedMatch];

const known = new WeakMap<CheckContext, readonly MappingLink[]>();

/** All of them; words of a source, denied rows and codes without a match are none. */
export function mappingLinks(context: CheckContext): readonly MappingLink[] {
  const links = known.get(context) ?? readLinks(context);
  known.set(context, links);
  return links;
}

function readLinks(context: CheckContext): readonly MappingLink[] {
  const links: MappingLink[] = [];
  const rows = new Set<string>();
  for (const { set } of context.tables) {
    for (const { subjectIri, predicateIri, objectIri, literal, negated, noTermFound, line } of set.rows) {
      if (subjectIri === undefined || literal || negated || noTermFound) continue;
      rows.add(`${subjectIri} ${predicateIri} ${objectIri}`);
      const place = (): Place => ({ file: set.file, line });
      links.push({ from: subjectIri, to: objectIri, predicate: predicateIri, place });
    }
  }
  for (const predicate of matches) {
    for (const [from] of context.graph.statements(predicate)) {
      if (isBlankKey(from)) continue;
      for (const to of context.graph.named(from, predicate)) {
        if (rows.has(`${from} ${predicate.value} ${to}`)) continue;
        const place = (): Place | undefined => context.placeOf(from, predicate.value);
        links.push({ from, to, predicate: predicate.value, place });
      }
    }
  }
  return links;
}
