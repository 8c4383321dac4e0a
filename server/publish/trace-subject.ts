import type { Place } from '../errors.ts';
import { cellsOf } from '../lift/lineage-places.ts';
import type { Rule, SubjectOrigin } from '../lift/lifter.ts';
import { placeOf } from '../lift/rml/run-mapping.ts';
import { fromNTriples, toNTriplesTerm } from '../rdf/n-triples.ts';
import type { Term } from '../rdf/terms.ts';
import type { Plane } from './lineage-head.ts';
import type { SubjectLineage } from './submission.ts';

/** A cell that a statement may have been read from, and the rule that reads it. */
export interface TracedCell extends Place {
  /** Triples map. */
  readonly map: string;
  /** How the value is made of what is read, as the mapping says it. */
  readonly expressions?: readonly string[];
  /** Name of the source, file and version of its mapping; of submissions of before it is not known. */
  readonly source?: string;
  readonly mapping?: string;
  readonly mappingVersion?: string;
}

export interface TracedStatement {
  readonly plane: Plane;
  readonly predicate: string;
  /** As N-Triples write it. */
  readonly object: string;
  /**
   * One for each record of the subject and each column that a rule reads there; several records: it is one of them. None
   * for what the node itself states, such as whose a dataset is.
   */
  readonly cells: readonly TracedCell[];
}

/** Some statements of a subject, asked for by predicate (IRI) and object (IRI, text, or a term of N-Triples). */
export interface StatementPattern {
  readonly predicate?: string | undefined;
  readonly object?: string | undefined;
}

/** The statements of a subject that are asked for, each with the cells and the rules that it comes from. */
export function traceSubject(lineage: SubjectLineage, asked: StatementPattern = {}): TracedStatement[] {
  const known = new Map<string, readonly TracedCell[]>();
  const cells = (predicate: string): readonly TracedCell[] => {
    let found = known.get(predicate);
    if (found === undefined) known.set(predicate, (found = cellsFor(lineage, predicate)));
    return found;
  };
  return (['catalogue', 'record'] as const).flatMap((plane) =>
    fromNTriples(lineage[plane])
      .filter(({ predicate }) => asked.predicate === undefined || predicate.value === asked.predicate)
      .filter(({ object }) => asked.object === undefined || isTerm(object, asked.object))
      .map(({ predicate, object }) => ({
        plane,
        predicate: predicate.value,
        object: toNTriplesTerm(object),
        cells: cells(predicate.value),
      })),
  );
}

function isTerm(term: Term, asked: string): boolean {
  return term.value === asked || toNTriplesTerm(term) === asked;
}

/** RDF that is kept has no rules: what no rule reads stands there where its subject stands, if nowhere else. */
function cellsFor(lineage: SubjectLineage, predicate: string): TracedCell[] {
  const { origins } = lineage;
  const read = origins.flatMap((origin) => {
    const exact = origin.byPredicate?.[predicate];
    const places =
      exact === undefined
        ? rulesFor(lineage, origin, predicate).flatMap((rule) =>
            placesOf(rule, origin).map((place) => ({ ...place, ...madeBy(rule) })),
          )
        : [{ ...placeOf(origin), ...exact }];
    return places.map((place) => ({ ...place, ...ruleOf(lineage, origin) }));
  });
  if (read.length > 0) return read;
  return origins.filter(isKept).map((origin) => ({ ...placeOf(origin), ...ruleOf(lineage, origin) }));
}

function rulesFor({ rules }: SubjectLineage, { map, source }: SubjectOrigin, predicate: string): Rule[] {
  return rules.filter((rule) => rule.map === map && rule.source === source && rule.predicate === predicate);
}

function ruleOf({ mappings }: SubjectLineage, { map, source }: SubjectOrigin): TracedCell {
  const mapping = isKept({ map })
    ? undefined
    : mappings.find((each) => source === undefined || each.source === source);
  return {
    map,
    ...(source === undefined ? {} : { source }),
    ...(mapping === undefined ? {} : { mapping: mapping.file, mappingVersion: mapping.version }),
  };
}

/** Kept as it was delivered (`Lifting`). */
function isKept({ map }: Pick<SubjectOrigin, 'map'>): boolean {
  return map === 'kept';
}

/** A rule that reads nothing states a constant of each record. */
function placesOf(rule: Rule, origin: SubjectOrigin): Place[] {
  return rule.references.length === 0 && rule.from === undefined ? [placeOf(origin)] : cellsOf(rule, origin);
}

function madeBy({ expressions }: Rule): Pick<TracedCell, 'expressions'> {
  return expressions === undefined ? {} : { expressions };
}
