import { join } from 'node:path';
import { MeridianError } from '../errors.ts';
import type { FileOverlay } from '../rdf/file-overlay.ts';
import { loadPrefixes } from '../rdf/prefixes.ts';
import { loadMappingSets } from '../rdf/sssom.ts';
import { isNamedNode } from '../rdf/terms.ts';
import { owl, sh } from '../rdf/vocabulary.ts';
import { readCodeSystems } from './code-system.ts';
import { ConceptIndex } from './concept-index.ts';
import { findConceptNodes } from './concept-nodes.ts';
import { Namespaces } from './namespaces.ts';
import { readMappings } from './read-mappings.ts';
import { readAttributes } from './read-attributes.ts';
import { readConcepts, readSearchCodes } from './read-concepts.ts';
import { readFolder } from './read-folder.ts';
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
 * Reads the hyper-ontology and the code equivalences of its concepts. Throws MeridianError 'bad-ontology' or
 * 'bad-mapping' with the file at fault: a server never starts on half an ontology.
 */
export async function loadOntology({
  ontologyFolder,
  sssomFolder,
  replaced: overlay,
}: LoadOntologyOptions): Promise<TurtleOntology> {
  const files = readFolder(ontologyFolder, overlay);
  const own = files.flatMap((file) => file.quads);
  const statements = new Statements(own);
  const prefixes = loadPrefixes(join(ontologyFolder, 'prefixes.ttl'), overlay);
  const table = own.find((statement) => statement.predicate.value === sh.declare.value)?.subject;
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

function readRelease(statements: Statements, folder: string): string {
  for (const header of statements.subjectsOfType(owl.Ontology).filter(isNamedNode)) {
    const version = statements.object(header, owl.versionInfo);
    if (version !== undefined) return version.value;
  }
  throw new MeridianError('bad-ontology', 'The ontology says no owl:versionInfo.', {
    place: { file: join(folder, 'core.ttl') },
  });
}
