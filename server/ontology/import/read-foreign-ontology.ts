import { readFile, stat } from 'node:fs/promises';
import { MeridianError } from '../../errors.ts';
import { parseRdf } from '../../rdf/parse-rdf.ts';
import type { PrefixTable } from '../../rdf/prefixes.ts';
import { renameNamespaces } from '../../rdf/rename-namespaces.ts';
import { owl, rdfs, sh } from '../../rdf/vocabulary.ts';
import type { Quad } from '../../rdf/terms.ts';
import { codeFormats } from '../check/code-format.ts';
import { isBlankKey, OntologyGraph } from '../check/ontology-graph.ts';
import { readCodeSystems } from '../code-system.ts';
import { Statements } from '../statements.ts';
import type { ForeignClass, ForeignOntology } from './foreign-ontology.ts';
import { relativeBase } from './relative-base.ts';
import { codeProperties, readForeignClass } from './read-foreign-class.ts';
import { sniffMediaType } from './sniff-media-type.ts';

/** No ontology that people write is larger; the whole of it is held in memory. */
const largestFile = 200 * 1024 * 1024;

/**
 * Reads an ontology of others in any RDF syntax. Names under an address that `prefixes.ttl` knows as another spelling
 * are read as the vocabulary's own. Throws `unreadable-source`, `unknown-format`, `too-large` or `syntax-error` with
 * the line; also where the file holds no class.
 */
export async function readForeignOntology(
  file: string,
  shipped: readonly Quad[],
  prefixes: PrefixTable,
): Promise<ForeignOntology> {
  const bytes = await readBytes(file);
  const table = shipped.find(({ predicate }) => predicate.equals(sh.declare))?.subject;
  const systems = table === undefined ? [] : readCodeSystems(new Statements(shipped), table);
  const parsed = await parseRdf(bytes, {
    mediaType: sniffMediaType(file, bytes),
    baseIri: relativeBase,
    file,
  });
  const aliases = new Map(
    systems.flatMap(({ namespace, alsoWritten }) =>
      alsoWritten
        .filter((written) => /^https?:/.test(written))
        .map((written) => [written, namespace] as const),
    ),
  );
  const renamed = renameNamespaces(parsed, aliases);
  const graph = new OntologyGraph(renamed.quads);
  const coded = systems.filter(({ classScheme }) => classScheme === undefined);
  const notation = { systems: coded, properties: codeProperties(graph, coded) };
  const classes = new Map<string, ForeignClass>();
  for (const iri of new Set([...graph.instances(owl.Class), ...graph.instances(rdfs.Class)])) {
    if (!isBlankKey(iri) && !iri.startsWith(owl.namespace))
      classes.set(iri, readForeignClass(graph, iri, notation));
  }
  if (classes.size === 0) {
    throw new MeridianError('unreadable-source', 'The file declares no class.', {
      place: { file },
      advice: 'Name a file with owl:Class or rdfs:Class; concepts of SKOS belong into ontology/vocabularies.',
    });
  }
  const formats = codeFormats(new OntologyGraph(shipped));
  return {
    file,
    quads: renamed.quads,
    graph,
    classes,
    aliases: renamed.aliases,
    systems,
    formats: new Map(formats.map((format) => [format.prefix, format])),
    prefixes,
    place: (iri, predicate) => renamed.place(iri, predicate),
  };
}

async function readBytes(file: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(file);
    if (size > largestFile) {
      throw new MeridianError('too-large', 'The file is larger than 200 MB.', { place: { file } });
    }
    return await readFile(file);
  } catch (cause) {
    if (cause instanceof MeridianError) throw cause;
    throw new MeridianError('unreadable-source', 'The file cannot be read.', { place: { file }, cause });
  }
}
