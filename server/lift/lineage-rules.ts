import { rdf } from '../rdf/vocabulary.ts';
import type { Rule } from './lifter.ts';
import { referencesOf } from './rml/compile-expression.ts';
import type { Expression, Mapping, PredicateObjectMap, TriplesMap } from './rml/mapping.ts';
import { writeExpression, writeReference } from './rml/write-expression.ts';
import type { RecordSource, ReferencePlace } from './sources/record-source.ts';

/** What a value is made of: the expressions that are read, and how they are said. */
interface Made {
  readonly read: readonly Expression[];
  readonly said: readonly string[];
}

/** The rules of a mapping: for each triples map and predicate the references its values are read from. */
export function rulesOf(mapping: Mapping, sourceOf: (map: TriplesMap) => RecordSource): Rule[] {
  return [...mapping.triplesMaps.values()].flatMap((map) => {
    const source = sourceOf(map);
    const subject: Made = {
      read: [map.subject.expression],
      said: [writeExpression(map.subject.expression)],
    };
    return [
      ...(map.classes.length > 0 ? rulesFor(map.id, rdf.type.value, subject, source) : []),
      ...map.predicateObjects.flatMap((each) =>
        each.predicates.flatMap((predicate) =>
          predicate.expression.kind === 'constant'
            ? rulesFor(map.id, predicate.expression.term.value, objectsOf(each), source)
            : [],
        ),
      ),
    ];
  });
}

function objectsOf({ objects, references }: PredicateObjectMap): Made {
  return {
    read: [
      ...objects.map((object) => object.expression),
      ...references.flatMap((reference) => reference.conditions.map((condition) => condition.child)),
    ],
    said: [...objects.map((object) => writeExpression(object.expression)), ...references.map(writeReference)],
  };
}

/** One rule per file that the references lie in; a rule without `from` speaks of the subject's own record. */
function rulesFor(map: string, predicate: string, { read, said }: Made, source: RecordSource): Rule[] {
  const places = read.flatMap(referencesOf).map((reference) => source.place(reference));
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
      expressions: said,
    }));
}
