import { join } from 'node:path';
import { MeridianError } from '../errors.ts';
import type { FileOverlay } from '../rdf/file-overlay.ts';
import { loadPrefixes, type PrefixTable } from '../rdf/prefixes.ts';
import { loadMappingSets } from '../rdf/sssom.ts';
import { isNamedNode, type Term } from '../rdf/terms.ts';
import { owl, sh } from '../rdf/vocabulary.ts';
import { readCodeSystems } from './code-system.ts';
import { ConceptIndex } from './concept-index.ts';
import { findConceptNodes } from './concept-nodes.ts';
import { Namespaces } from './namespaces.ts';
import { OntologyFault } from './ontology-fault.ts';
import { OntologyPlaces } from './ontology-places.ts';
import { readMappings } from './read-mappings.ts';
import { readAttributes } from './read-attributes.ts';
import { readConcepts, readSearchCodes } from './read-concepts.ts';
import { readFolder, type OntologyFile } from './read-folder.ts';
import { releaseHash } from './release-hash.ts';
import { Statements } from './statements.ts';
import { TurtleOntology } from './turtle-ontology.ts';

export interface LoadOntologyOptions {
  /** Holds prefixes.ttl, core.ttl, attributes.ttl and the folders modules, vocabularies (with labels) and imports. */
  readonly ontologyFolder: string;
  /** Holds the mapping sets; those of its rows count whose subject is a concept. */
  readonly sssomFolder: string;
  /**
   * Absolute path of a file of these folders to the text that is read instead: an edit before it is saved. A path
   * without a file adds one; an empty text takes one away.
   */
  readonly replaced?: FileOverlay;
}

/**
 * Reads the hyper-ontology and the code equivalences of its concepts. Throws OntologyFault ('bad-ontology') or
 * MeridianError 'bad-mapping' with the place at fault, 'unreadable-source' for a folder or a file that is none: a server
 * never starts on half an ontology.
 */
export async function loadOntology(options: LoadOntologyOptions): Promise<TurtleOntology> {
  const files = readFolder(options.ontologyFolder, options.replaced);
  try {
    return await understand(files, options);
  } catch (error) {
    if (!(error instanceof OntologyFault)) throw error;
    throw error.placed((iri, predicate) => new OntologyPlaces(files).find(iri, predicate));
  }
}

async function understand(
  files: readonly OntologyFile[],
  { ontologyFolder, sssomFolder, replaced: overlay }: LoadOntologyOptions,
): Promise<TurtleOntology> {
  const own = files.flatMap((file) => file.quads);
  const statements = new Statements(own);
  const table = own.find((statement) => statement.predicate.value === sh.declare.value)?.subject;
  const prefixes = readPrefixes(join(ontologyFolder, 'prefixes.ttl'), table, overlay);
  const codeSystems = table === undefined ? [] : readCodeSystems(statements, table);
  const { nodes, replaced } = findConceptNodes(statements, codeSystems);
  const mappings = readMappings(loadMappingSets(sssomFolder, overlay), nodes, codeSystems);
  statements.add(mappings.quads);
  const quads = [...own, ...mappings.quads];
  const concepts = readConcepts(statements, {
    nodes,
    equivalences: mappings.equivalences,
    namespaces: new Namespaces(prefixes, codeSystems),
  });
  return new TurtleOntology({
    release: readRelease(statements, ontologyFolder),
    hash: await releaseHash(quads),
    prefixes,
    codeSystems,
    attributes: readAttributes(statements),
    quads,
    index: new ConceptIndex(concepts, { searchCodes: readSearchCodes(statements, nodes), replaced }),
    replaced,
    files,
  });
}

function readPrefixes(file: string, table: Term | undefined, overlay: FileOverlay | undefined): PrefixTable {
  try {
    return loadPrefixes(file, overlay);
  } catch (error) {
    if (!(error instanceof MeridianError) || error.code !== 'bad-ontology') throw error;
    throw new OntologyFault('prefix-unreadable', error.message, {
      ...(table === undefined
        ? { place: { file } }
        : { about: { iri: table.value, predicate: sh.declare.value } }),
      advice: 'Every sh:declare has a sh:prefix and a sh:namespace.',
      cause: error,
    });
  }
}

function readRelease(statements: Statements, folder: string): string {
  for (const header of statements.subjectsOfType(owl.Ontology).filter(isNamedNode)) {
    const version = statements.object(header, owl.versionInfo);
    if (version !== undefined) return version.value;
  }
  throw new OntologyFault('release-missing', 'The ontology says no owl:versionInfo.', {
    place: { file: join(folder, 'core.ttl'), line: 1 },
    advice: 'Add it to the header of the ontology.',
  });
}
