import { foundIn, nameOf } from '../foreign-ontology.ts';
import type { ForeignOntology } from '../foreign-ontology.ts';
import type { ImportFinding } from '../import-finding.ts';
import { isWellFormed } from './check-codes.ts';

/** A code that several classes claim: which of them it means, nobody can tell from the file. */
export function* checkSharedCodes(ontology: ForeignOntology): Iterable<ImportFinding> {
  for (const [key, classes] of claims(ontology)) {
    const [first, ...others] = classes;
    if (first === undefined || others.length === 0) continue;
    const [prefix = '', code = ''] = key.split('\n');
    const property = ontology.classes
      .get(first)
      ?.codes.find((each) => each.system.prefix === prefix)?.property;
    const names = classes.map((iri) => nameOf(ontology, iri)).join(', ');
    yield foundIn(ontology, 'code-claimed-twice', `${prefix} ${code} stands on ${names}.`, first, property);
  }
}

/** Well-formed codes, `PREFIX newline CODE`, to the classes that claim them, in order of IRIs. Retired classes claim none. */
export function claims(ontology: ForeignOntology): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { iri, codes, deprecated } of ontology.classes.values()) {
    if (deprecated) continue;
    for (const code of codes.filter((each) => isWellFormed(ontology, each))) {
      const key = `${code.system.prefix}\n${code.code}`;
      const known = found.get(key);
      if (known === undefined) found.set(key, [iri]);
      else known.push(iri);
    }
  }
  for (const classes of found.values()) classes.sort();
  return found;
}
