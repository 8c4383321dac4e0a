import type { BlankNode, NamedNode, Quad } from '../../../rdf/terms.ts';
import { rdf, rml } from '../../../rdf/vocabulary.ts';
import type { Mapping } from '../mapping.ts';
import { readMappingQuads } from '../read-mapping.ts';
import type { YamlNode } from './yaml-text.ts';
import { YamlText } from './yaml-text.ts';
import { addCondition, addFunction, readFunction } from './yarrrml-functions.ts';
import { mappingKeys, predicateObjectKeys, termKeys } from './yarrrml-keys.ts';
import type { TriplesMapsOf } from './yarrrml-objects.ts';
import { addObject, refuse } from './yarrrml-objects.ts';
import { YarrrmlReading } from './yarrrml-reading.ts';
import { readSources } from './yarrrml-sources.ts';
import { addKind, addTerm, typeNamed } from './yarrrml-term-map.ts';

/**
 * Reads a mapping in YARRRML, the form that people edit (https://rml.io/yarrrml/spec/). Targets, external references,
 * inverse predicates, quoted triples and credentials are refused. Throws 'bad-mapping' with file and line.
 */
export function readYarrrml(text: string, file: string): Mapping {
  return readMappingQuads(yarrrmlQuads(text, file), file);
}

/** The statements of RML that a YARRRML document stands for. Throws 'bad-mapping' with file and line. */
export function yarrrmlQuads(text: string, file: string): readonly Quad[] {
  const yaml = new YamlText(text, file);
  const reading = new YarrrmlReading(yaml);
  refuse(reading, reading.root);
  const mappings = new Map<string, MappingParts>();
  for (const [name, node, key] of yaml.entries(reading.root.get('mappings') ?? yaml.root, '"mappings"')) {
    mappings.set(name, readParts(reading, name, node ?? key));
  }
  const triplesMapsOf: TriplesMapsOf = (name, at) => {
    const found = mappings.get(name);
    if (found === undefined) throw yaml.bad(at, `There is no mapping "${name}".`);
    return found.triplesMaps.map(({ id }) => id);
  };
  for (const parts of mappings.values()) addTriplesMaps(reading, parts, triplesMapsOf);
  return reading.quads;
}

/** A mapping before it is written: its keys, and the triples maps that it becomes. */
interface MappingParts {
  readonly fields: ReadonlyMap<string, YamlNode>;
  /** One for each source and subject. */
  readonly triplesMaps: readonly {
    readonly id: NamedNode;
    readonly addSource: (id: NamedNode) => void;
    readonly subject: YamlNode;
  }[];
}

function readParts(reading: YarrrmlReading, name: string, node: YamlNode): MappingParts {
  const { yaml } = reading;
  const fields = yaml.fields(node, `The mapping "${name}"`, mappingKeys);
  refuse(reading, fields);
  // Without sources of its own a mapping has all of the document.
  const all = reading.root.get('sources');
  const sources = fields.has('sources')
    ? readSources(reading, fields.get('sources'))
    : all === undefined
      ? []
      : yaml.entries(all, '"sources"').flatMap(([, source]) => readSources(reading, source));
  if (sources.length === 0) throw yaml.bad(node, `The mapping "${name}" has no source.`);
  const stated = yaml.oneOrMore(fields.get('subjects'));
  const subjects: YamlNode[] = stated.length === 0 ? [undefined] : stated;
  const pairs = sources.flatMap((addSource) => subjects.map((subject) => ({ addSource, subject })));
  return {
    fields,
    triplesMaps: pairs.map((pair, index) => ({
      id: reading.mapIri(index === 0 ? name : `${name}_${index + 1}`),
      ...pair,
    })),
  };
}

function addTriplesMaps(reading: YarrrmlReading, parts: MappingParts, triplesMapsOf: TriplesMapsOf): void {
  const { yaml } = reading;
  for (const { id, addSource, subject } of parts.triplesMaps) {
    addSource(id);
    const subjectMap = reading.below(id, rml.subjectMap);
    addResource(reading, subjectMap, subject);
    addCondition(reading, subjectMap, parts.fields.get('condition'));
    addGraphs(reading, subjectMap, parts.fields.get('graphs'));
    for (const entry of yaml.oneOrMore(parts.fields.get('predicateobjects')))
      addPredicateObject(reading, id, entry, triplesMapsOf);
  }
}

/** Adds an IRI, `ex:person/$(id)`, or what a function gives; a blank node where there is nothing. */
function addResource(reading: YarrrmlReading, map: BlankNode, node: YamlNode): void {
  const { yaml } = reading;
  if (node === undefined) {
    reading.add(map, rml.termType, rml.BlankNode);
  } else if (yaml.isMap(node)) {
    const fields = yaml.fields(node, 'A subject, predicate or graph', termKeys);
    refuse(reading, fields);
    const type = typeNamed(reading, fields.get('type')) ?? 'iri';
    if (fields.has('function')) {
      addFunction(reading, map, readFunction(reading, fields, node));
      addKind(reading, map, type, {});
    } else {
      const value = fields.get('value');
      addTerm(reading, map, yaml.text(value ?? node, 'A subject, predicate or graph'), type, value);
    }
  } else {
    const text = yaml.text(node, 'A subject, predicate or graph');
    addTerm(reading, map, text.replace(/~iri$/, ''), 'iri', node);
  }
}

function addGraphs(reading: YarrrmlReading, above: BlankNode, node: YamlNode): void {
  for (const graph of reading.yaml.oneOrMore(node))
    addResource(reading, reading.below(above, rml.graphMap), graph);
}

function addPredicateObject(
  reading: YarrrmlReading,
  triplesMap: NamedNode,
  entry: YamlNode,
  triplesMapsOf: TriplesMapsOf,
): void {
  const { yaml } = reading;
  const { predicates, objects, graphs, condition } = readEntry(reading, entry);
  const predicateObject = reading.below(triplesMap, rml.predicateObjectMap);
  let usual: 'iri' | 'literal' = 'literal';
  for (const predicate of predicates) {
    if (
      yaml.isText(predicate) &&
      ['a', 'rdf:type', rdf.type.value].includes(yaml.text(predicate, 'A predicate'))
    ) {
      reading.add(predicateObject, rml.predicate, rdf.type);
      usual = 'iri';
    } else addResource(reading, reading.below(predicateObject, rml.predicateMap), predicate);
  }
  for (const object of objects)
    addObject(reading, object, { predicateObject, usual, condition, triplesMapsOf });
  addGraphs(reading, predicateObject, graphs);
}

interface Entry {
  readonly predicates: readonly YamlNode[];
  readonly objects: readonly YamlNode[];
  readonly graphs: YamlNode;
  readonly condition: YamlNode;
}

function readEntry(reading: YarrrmlReading, entry: YamlNode): Entry {
  const { yaml } = reading;
  if (yaml.isMap(entry)) {
    const fields = yaml.fields(entry, 'A predicate-object entry', predicateObjectKeys);
    refuse(reading, fields);
    return whole(reading, entry, {
      predicates: yaml.oneOrMore(fields.get('predicates')),
      objects: yaml.oneOrMore(fields.get('objects')),
      graphs: fields.get('graphs'),
      condition: fields.get('condition'),
    });
  }
  const [predicates, objects, kind, ...rest] = yaml.items(entry, 'A predicate-object entry');
  if (rest.length > 0)
    throw yaml.bad(entry, 'An entry in a list has predicates, objects and a datatype or language.');
  const values = yaml.oneOrMore(objects);
  return whole(reading, entry, {
    predicates: yaml.oneOrMore(predicates),
    objects: kind === undefined ? values : values.map((value) => withKind(reading, value, kind)),
    graphs: undefined,
    condition: undefined,
  });
}

/** `[foaf:name, [$(a), $(b)], en~lang]` gives each of its objects the language. */
function withKind(reading: YarrrmlReading, value: YamlNode, kind: NonNullable<YamlNode>): YamlNode {
  const { yaml } = reading;
  if (!yaml.isText(value)) throw yaml.bad(value, 'A datatype or language behind objects needs plain values.');
  return yaml.pair(value, kind);
}

function whole(reading: YarrrmlReading, entry: YamlNode, found: Entry): Entry {
  if (found.predicates.length === 0) throw reading.yaml.bad(entry, 'An entry has no predicate.');
  if (found.objects.length === 0) throw reading.yaml.bad(entry, 'An entry has no object.');
  return found;
}
