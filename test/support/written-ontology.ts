import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadOntology } from '../../server/ontology/load-ontology.ts';
import type { TurtleOntology } from '../../server/ontology/turtle-ontology.ts';
import { ontologyFolder } from './ontology.ts';

const folder = join(import.meta.dirname, 'no-such-folder');

/** Absolute path that a text of {@link writtenOntology} has as a file. */
export function writtenFile(name: string): string {
  return join(folder, name);
}

/**
 * An ontology of texts that stand in no file, by path (`ontology/modules/a.ttl`, `sssom/a.sssom.tsv`), on top of the
 * prefixes and the core of the repository. Turtle has the usual prefixes declared; a table has its header written.
 */
export function writtenOntology(texts: Readonly<Record<string, string>>): Promise<TurtleOntology> {
  const replaced = new Map(
    ['prefixes.ttl', 'core.ttl'].map((name) => [
      writtenFile(`ontology/${name}`),
      readFileSync(join(ontologyFolder, name), 'utf8'),
    ]),
  );
  replaced.set(writtenFile('sssom/none.sssom.tsv'), sssomHeader);
  for (const [name, text] of Object.entries(texts))
    replaced.set(writtenFile(name), (name.endsWith('.ttl') ? turtleHeader : sssomHeader) + text);
  return loadOntology({
    ontologyFolder: writtenFile('ontology'),
    sssomFolder: writtenFile('sssom'),
    replaced,
  });
}

/** One line, so that what follows begins on the second. */
const turtleHeader = `${[
  ['dct', 'http://purl.org/dc/terms/'],
  ['eucaim', 'https://cancerimage.eu/ontology/EUCAIM#'],
  ['mer', 'https://w3id.org/meridian/ns#'],
  ['owl', 'http://www.w3.org/2002/07/owl#'],
  ['rdfs', 'http://www.w3.org/2000/01/rdf-schema#'],
  ['scheme', 'https://w3id.org/meridian/scheme#'],
  ['skos', 'http://www.w3.org/2004/02/skos/core#'],
]
  .map(([prefix, iri]) => `@prefix ${prefix ?? ''}: <${iri ?? ''}> .`)
  .join(' ')}\n`;

const sssomHeader = `# curie_map:
#   EUCAIM: https://cancerimage.eu/ontology/EUCAIM#
#   ICD10: https://w3id.org/meridian/code/icd10/
#   SNOMEDCT: http://snomed.info/id/
#   RADLEX: http://radlex.org/RID/
subject_id\tpredicate_id\tobject_id\tmapping_justification
`;
