import type { BlankNode, NamedNode } from '../../../rdf/terms.ts';
import { rml } from '../../../rdf/vocabulary.ts';
import type { YamlNode } from './yaml-text.ts';
import { addCondition, addFunction, addValue, readFunction } from './yarrrml-functions.ts';
import { functionKeys, termKeys } from './yarrrml-keys.ts';
import type { YarrrmlReading } from './yarrrml-reading.ts';
import { addKind, addTerm, typeNamed } from './yarrrml-term-map.ts';
import type { LiteralKind, YarrrmlType } from './yarrrml-terms.ts';

/** Names of the triples maps that a mapping became: more than one where it has several sources or subjects. */
export type TriplesMapsOf = (mapping: string, at: YamlNode) => readonly NamedNode[];

export interface ObjectPlace {
  readonly predicateObject: BlankNode;
  /** What an object is that does not say it: an IRI behind `a`, else a literal. */
  readonly usual: YarrrmlType;
  /** The condition of the whole entry. */
  readonly condition: YamlNode;
  readonly triplesMapsOf: TriplesMapsOf;
}

/** Adds an object in any of its forms: a text, `[value, datatype]`, or a map with a value, function or other mapping. */
export function addObject(reading: YarrrmlReading, node: YamlNode, place: ObjectPlace): void {
  const { yaml } = reading;
  if (yaml.isList(node)) {
    const [value, kind, ...rest] = yaml.items(node, 'An object');
    if (rest.length > 0)
      throw yaml.bad(node, 'An object in a list has a value and a datatype or language, no more.');
    addValueObject(reading, value, undefined, kindOf(reading, kind), place);
    return;
  }
  if (!yaml.isMap(node)) {
    addValueObject(reading, node, undefined, {}, place);
    return;
  }
  const fields = yaml.fields(node, 'An object', termKeys);
  refuse(reading, fields);
  const kind: LiteralKind = { datatype: fields.get('datatype'), language: fields.get('language') };
  const type = typeNamed(reading, fields.get('type'));
  if (fields.has('mapping')) addReference(reading, fields, node, place);
  else if (fields.has('function')) {
    const map = reading.below(place.predicateObject, rml.objectMap);
    addFunction(reading, map, readFunction(reading, fields, node));
    addKind(reading, map, type ?? (place.usual === 'iri' ? 'iri' : undefined), kind);
    addConditions(reading, map, fields.get('condition'), place);
  } else addValueObject(reading, fields.get('value') ?? node, type, kind, place, fields.get('condition'));
}

/** `xsd:date`, or `en~lang`. */
function kindOf({ yaml }: YarrrmlReading, node: YamlNode): LiteralKind {
  if (node === undefined) return {};
  const text = yaml.text(node, 'A datatype or language');
  if (!text.endsWith('~lang')) return { datatype: node };
  const language = node.clone() as typeof node & { value: string };
  language.value = text.slice(0, -5);
  return { language };
}

function addValueObject(
  reading: YarrrmlReading,
  node: YamlNode,
  stated: YarrrmlType | undefined,
  kind: LiteralKind,
  place: ObjectPlace,
  condition?: YamlNode,
): void {
  const written = reading.yaml.text(node, 'An object');
  const iri = written.endsWith('~iri');
  const text = iri ? written.slice(0, -4) : written;
  const literalKind = kind.datatype !== undefined || kind.language !== undefined;
  const type = iri ? 'iri' : (stated ?? (literalKind ? 'literal' : place.usual));
  const map = reading.below(place.predicateObject, rml.objectMap);
  addTerm(reading, map, text, type, node, { ...kind, stated: stated !== undefined });
  addConditions(reading, map, condition, place);
}

/** A map has one condition: of the object itself, or of the whole entry. */
function addConditions(
  reading: YarrrmlReading,
  map: BlankNode,
  own: YamlNode,
  { condition }: ObjectPlace,
): void {
  if (own !== undefined && condition !== undefined)
    throw reading.yaml.bad(
      own,
      'Both the object and its entry have a condition.',
      'Join them with one function.',
    );
  addCondition(reading, map, own ?? condition);
}

/** Adds the subjects of another mapping as objects, joined by its conditions. */
function addReference(
  reading: YarrrmlReading,
  fields: ReadonlyMap<string, YamlNode>,
  at: YamlNode,
  place: ObjectPlace,
): void {
  const { yaml } = reading;
  if (place.condition !== undefined)
    throw yaml.bad(
      place.condition,
      'An entry that refers to another mapping cannot have a condition of its own.',
    );
  const name = yaml.text(fields.get('mapping'), 'The name of a mapping');
  for (const parent of place.triplesMapsOf(name, fields.get('mapping') ?? at)) {
    const map = reading.below(place.predicateObject, rml.objectMap);
    reading.add(map, rml.parentTriplesMap, parent);
    for (const condition of yaml.oneOrMore(fields.get('condition'))) addJoin(reading, map, condition);
  }
}

function addJoin(reading: YarrrmlReading, map: BlankNode, node: YamlNode): void {
  const { yaml } = reading;
  const { name, parameters } = readFunction(reading, yaml.fields(node, 'A condition', functionKeys), node);
  const [first, second, ...rest] = parameters;
  if (!/(?:^|:)equal$/.test(name) || first === undefined || second === undefined || rest.length > 0)
    throw yaml.bad(node, 'Mappings can only be joined by "equal" with two parameters.');
  // Without sides the first is of this mapping, the second of the other.
  const turned = first.side === 'o' || second.side === 's';
  const [child, parent] = turned ? [second, first] : [first, second];
  if (child.side === 'o' || parent.side === 's')
    throw yaml.bad(node, 'Of the two parameters of "equal" one must be of each mapping, "s" and "o".');
  const join = reading.below(map, rml.joinCondition);
  addValue(reading, reading.below(join, rml.childMap), child);
  addValue(reading, reading.below(join, rml.parentMap), parent);
}

/** What YARRRML has and this reader does not take. */
export function refuse({ yaml }: YarrrmlReading, fields: ReadonlyMap<string, YamlNode>): void {
  const reasons: Readonly<Record<string, string>> = {
    targets: 'Targets are not written to: what is lifted is published.',
    external: 'External references are not filled in: write the values themselves.',
    inversepredicates: 'Inverse predicates are not read: write the triple in a mapping of the other side.',
    quoted: 'Quoted triples are not read.',
    quotedNonAsserted: 'Quoted triples are not read.',
  };
  for (const [key, reason] of Object.entries(reasons))
    if (fields.has(key)) throw yaml.bad(fields.get(key), reason, `Take "${key}" out of the mapping.`);
}
