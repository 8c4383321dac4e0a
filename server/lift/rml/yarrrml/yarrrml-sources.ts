import type { BlankNode, NamedNode } from '../../../rdf/terms.ts';
import { literal } from '../../../rdf/terms.ts';
import { mer, rml } from '../../../rdf/vocabulary.ts';
import type { YamlNode } from './yaml-text.ts';
import { sourceKeys } from './yarrrml-keys.ts';
import type { YarrrmlReading } from './yarrrml-reading.ts';

/** The reference formulations of YARRRML, and those of this project. */
const formulations: ReadonlyMap<string, NamedNode> = new Map([
  ['csv', rml.CSV],
  ['jsonpath', rml.JSONPath],
  ['xpath', rml.XPath],
  ['table', mer.Table],
  ['dicom', mer.DICOM],
  ['fhir', mer.FHIR],
  ['rdf', mer.RDF],
]);

/** The sources of a mapping, each as the logical source to be: a function that adds it to a triples map. */
export type AddSource = (triplesMap: NamedNode | BlankNode) => void;

/** Reads `sources` of a mapping: names of sources of the document, or sources as they stand, one or several. */
export function readSources(reading: YarrrmlReading, node: YamlNode): AddSource[] {
  const { yaml } = reading;
  if (yaml.isMap(node) || isShortcut(reading, node)) return [readSource(reading, node)];
  return yaml.oneOrMore(node).flatMap((each) => {
    if (yaml.isMap(each) || isShortcut(reading, each)) return [readSource(reading, each)];
    if (yaml.isList(each)) return readSources(reading, each);
    return readSource(reading, named(reading, each));
  });
}

/** `[people.json~jsonpath, "$.people[*]"]`. */
function isShortcut({ yaml }: YarrrmlReading, node: YamlNode): boolean {
  if (!yaml.isList(node)) return false;
  const [first] = yaml.items(node, 'A source');
  return yaml.isText(first) && yaml.text(first, 'A source').includes('~');
}

function named({ yaml, root }: YarrrmlReading, node: YamlNode): YamlNode {
  const name = yaml.text(node, 'The name of a source');
  const sources = root.get('sources');
  const found =
    sources === undefined ? undefined : yaml.entries(sources, '"sources"').find(([key]) => key === name);
  if (found?.[1] !== undefined) return found[1];
  throw yaml.bad(
    node,
    `There is no source "${name}".`,
    'Describe it under "sources", or write file.csv~csv in a list.',
  );
}

function readSource(reading: YarrrmlReading, node: YamlNode): AddSource {
  const { yaml } = reading;
  if (yaml.isMap(node)) return readFullSource(reading, node);
  const [access, iterator, ...rest] = yaml.items(node, 'A source');
  if (rest.length > 0) throw yaml.bad(node, 'A source in a list has a file and an iterator, no more.');
  const written = yaml.text(access, 'The file of a source');
  const tilde = written.lastIndexOf('~');
  const formulation = formulationOf(reading, written.slice(tilde + 1), access);
  return sourceOf(reading, written.slice(0, tilde), formulation, iterator);
}

function readFullSource(reading: YarrrmlReading, node: YamlNode): AddSource {
  const { yaml } = reading;
  const fields = yaml.fields(node, 'A source', sourceKeys);
  const credentials = fields.get('credentials');
  if (credentials !== undefined)
    throw yaml.bad(
      credentials,
      'A source holds credentials.',
      'Whoever lifts brings the connection: take them out.',
    );
  for (const key of ['delimiter', 'encoding']) {
    if (fields.has(key))
      throw yaml.bad(fields.get(key), `A source states its ${key}.`, 'State it in source.yaml.');
  }
  const [query, table] = [fields.get('query'), fields.get('table')];
  if (query !== undefined) return databaseSource(reading, rml.SQL2008Query, yaml.text(query, 'A query'));
  if (table !== undefined) return databaseSource(reading, rml.SQL2008Table, yaml.text(table, 'A table'));
  const formulation = fields.get('referenceFormulation');
  return sourceOf(
    reading,
    yaml.text(fields.get('access') ?? node, 'The "access" of a source'),
    formulationOf(
      reading,
      yaml.text(formulation ?? node, 'The "referenceFormulation" of a source'),
      formulation,
    ),
    fields.get('iterator'),
  );
}

function sourceOf(
  reading: YarrrmlReading,
  file: string,
  formulation: NamedNode,
  iterator: YamlNode,
): AddSource {
  const path = iterator === undefined ? undefined : reading.yaml.text(iterator, 'An iterator');
  return (triplesMap) => {
    const source = reading.below(triplesMap, rml.logicalSource);
    reading.add(source, rml.source, literal(file));
    reading.add(source, rml.referenceFormulation, formulation);
    if (path !== undefined) reading.add(source, rml.iterator, literal(path));
  };
}

/** The connection is the caller's: `access` and `type` of a database are not read. */
function databaseSource(reading: YarrrmlReading, formulation: NamedNode, text: string): AddSource {
  return (triplesMap) => {
    const source = reading.below(triplesMap, rml.logicalSource);
    reading.add(source, rml.referenceFormulation, formulation);
    reading.add(source, rml.iterator, literal(text));
  };
}

function formulationOf({ yaml }: YarrrmlReading, name: string, at: YamlNode): NamedNode {
  const found = formulations.get(name.trim().toLowerCase());
  if (found !== undefined) return found;
  throw yaml.bad(
    at,
    `The reference formulation "${name}" is not read here.`,
    `Known are ${[...formulations.keys()].join(', ')}.`,
  );
}
