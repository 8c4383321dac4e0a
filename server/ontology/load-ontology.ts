import { join } from 'node:path';
import { MeridianError } from '../errors.ts';
import { loadPrefixes } from '../rdf/prefixes.ts';
import type { MappingSets } from '../rdf/sssom.ts';
import { loadMappingSets } from '../rdf/sssom.ts';
import type { Quad } from '../rdf/terms.ts';
import { isNamedNode, namedNode, quad } from '../rdf/terms.ts';
import { owl, sh, skos } from '../rdf/vocabulary.ts';
import { readCodeSystems } from './code-system.ts';
import { ConceptIndex } from './concept-index.ts';
import { readAttributes } from './read-attributes.ts';
import { readConcepts, readSearchCodes } from './read-concepts.ts';
import { readFolder } from './read-folder.ts';
import { releaseHash } from './release-hash.ts';
import { Statements } from './statements.ts';
import { TurtleOntology } from './turtle-ontology.ts';

export interface LoadOntologyOptions {
  /** Holds prefixes.ttl, core.ttl, attributes.ttl and the folders modules, vocabularies and imports. */
  readonly ontologyFolder: string;
  /** Holds the mapping sets; those of its rows count whose subject is a concept of a scheme. */
  readonly sssomFolder: string;
}

/**
 * Reads the hyper-ontology and the code equivalences of its concepts. Throws MeridianError 'bad-ontology' or
 * 'bad-mapping' with the file at fault: a server never starts on half an ontology.
 */
export async function loadOntology({
  ontologyFolder,
  sssomFolder,
}: LoadOntologyOptions): Promise<TurtleOntology> {
  const files = readFolder(ontologyFolder);
  const own = files.flatMap((file) => file.quads);
  const mapped = statementsOf(loadMappingSets(sssomFolder), own);
  const quads = [...own, ...mapped];
  const statements = new Statements(quads);
  const prefixes = loadPrefixes(join(ontologyFolder, 'prefixes.ttl'));
  const table = own.find((statement) => statement.predicate.equals(sh.declare))?.subject;
  const codeSystems = table === undefined ? [] : readCodeSystems(statements, table);
  const concepts = readConcepts(statements, prefixes, codeSystems);
  return new TurtleOntology({
    release: readRelease(statements, ontologyFolder),
    hash: await releaseHash(quads),
    prefixes,
    codeSystems,
    attributes: readAttributes(statements),
    quads,
    index: new ConceptIndex(concepts, readSearchCodes(quads, concepts)),
    files,
  });
}

/**
 * The mapping rows that speak of our concepts, as statements. A source's own mapping has the source's words and codes
 * as subjects: they hold for that source only, and stay out.
 */
function statementsOf(sets: MappingSets, own: readonly Quad[]): Quad[] {
  const concepts = new Set(
    own.filter(({ predicate }) => predicate.equals(skos.inScheme)).map(({ subject }) => subject.value),
  );
  const statements: Quad[] = [];
  for (const set of sets.values()) {
    for (const { subjectIri, predicateIri, objectIri, literal, negated, noTermFound } of set.rows) {
      if (subjectIri === undefined || literal || negated || noTermFound || !concepts.has(subjectIri))
        continue;
      statements.push(quad(namedNode(subjectIri), namedNode(predicateIri), namedNode(objectIri)));
    }
  }
  return statements;
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
