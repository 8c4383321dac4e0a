import type { Lineage, Origin, Rule, SubjectOrigin } from './lifter.ts';
import { referencesOf } from './rml/compile-expression.ts';
import type { Expression, Mapping, PredicateObjectMap, TriplesMap } from './rml/mapping.ts';
import { rdf } from '../rdf/vocabulary.ts';
import type { RecordSource, ReferencePlace, SourceRecord } from './sources/record-source.ts';

/** A subject of more records than this keeps the first ones: a dataset that ten thousand rows speak of. */
const maxOrigins = 50;

/** Collects which record made which subject. */
export class LineageRecorder {
  readonly #origins = new Map<string, SubjectOrigin[]>();
  readonly #rules: Rule[] = [];

  addRecord(subject: string, map: string, record: SourceRecord): void {
    this.addOrigin(subject, { ...record.origin, map });
    for (const origin of record.joined ?? []) this.addOrigin(subject, { ...origin, map });
  }

  addOrigin(subject: string, origin: SubjectOrigin): void {
    const origins = this.#origins.get(subject);
    if (origins === undefined) this.#origins.set(subject, [origin]);
    else if (origins.length < maxOrigins && !origins.some((other) => sameOrigin(other, origin)))
      origins.push(origin);
  }

  addRules(rules: readonly Rule[]): void {
    this.#rules.push(...rules);
  }

  /** The lineage; `said` is how an origin may be told. */
  lineage(said: (origin: SubjectOrigin) => SubjectOrigin): Lineage {
    const origins = new Map([...this.#origins].map(([subject, each]) => [subject, each.map(said)]));
    return { origins, rules: this.#rules };
  }
}

function sameOrigin(a: SubjectOrigin, b: SubjectOrigin): boolean {
  return a.map === b.map && a.row === b.row && a.line === b.line && a.pointer === b.pointer && sameFile(a, b);
}

function sameFile(a: Origin, b: Origin): boolean {
  return a.file === b.file;
}

/** The rules of a mapping: for each triples map and predicate the references its values are read from. */
export function rulesOf(mapping: Mapping, sourceOf: (map: TriplesMap) => RecordSource): Rule[] {
  return [...mapping.triplesMaps.values()].flatMap((map) => {
    const source = sourceOf(map);
    const subjectRules = rulesFor(map.id, rdf.type.value, [map.subject.expression], source);
    return [
      ...(map.classes.length > 0 ? subjectRules : []),
      ...map.predicateObjects.flatMap((each) =>
        each.predicates.flatMap((predicate) =>
          predicate.expression.kind === 'constant'
            ? rulesFor(map.id, predicate.expression.term.value, expressionsOf(each), source)
            : [],
        ),
      ),
    ];
  });
}

function expressionsOf(each: PredicateObjectMap): Expression[] {
  return [
    ...each.objects.map((object) => object.expression),
    ...each.references.flatMap((reference) => reference.conditions.map((condition) => condition.child)),
  ];
}

/** One rule per file that the references lie in; a rule without `from` speaks of the subject's own record. */
function rulesFor(
  map: string,
  predicate: string,
  expressions: readonly Expression[],
  source: RecordSource,
): Rule[] {
  const places = expressions.flatMap(referencesOf).map((reference) => source.place(reference));
  const files = new Map<string | undefined, ReferencePlace[]>([[undefined, []]]);
  for (const place of places) files.set(place.from, [...(files.get(place.from) ?? []), place]);
  const rules = [...files].filter(([from, inFile]) => from === undefined || inFile.length > 0);
  return rules
    .filter(([, inFile]) => inFile.length > 0 || rules.length === 1)
    .map(([from, inFile]) => ({
      map,
      predicate,
      references: [...new Set(inFile.map((place) => place.reference))],
      ...(from === undefined ? {} : { from }),
    }));
}
