import { Parser } from 'n3';
import { MeridianError } from '../errors.ts';
import { readText, type FileOverlay } from './file-overlay.ts';
import { sh } from './vocabulary.ts';

/** Prefix to namespace, as `ontology/prefixes.ttl` declares them. */
export type PrefixTable = ReadonlyMap<string, string>;

/** Reads the one prefix table of the project: `sh:declare [ sh:prefix …; sh:namespace … ]` (SHACL 5.2.1). */
export function loadPrefixes(file: string, replaced?: FileOverlay): PrefixTable {
  const quads = new Parser({ baseIRI: 'urn:prefixes' }).parse(readText(file, replaced));
  const prefixes = new Map<string, string>();
  for (const declaration of quads.filter((quad) => quad.predicate.equals(sh.prefix))) {
    const namespace = quads.find(
      (quad) => quad.subject.equals(declaration.subject) && quad.predicate.equals(sh.namespace),
    );
    if (namespace === undefined) {
      throw new MeridianError('bad-ontology', `The prefix ${declaration.object.value} has no sh:namespace.`, {
        place: { file },
      });
    }
    prefixes.set(declaration.object.value, namespace.object.value);
  }
  return prefixes;
}

/** `EUCAIM:IMG1000042` to its IRI; undefined where the prefix is not declared or there is no colon. */
export function expandCurie(prefixes: PrefixTable, curie: string): string | undefined {
  const colon = curie.indexOf(':');
  const namespace = colon < 0 ? undefined : prefixes.get(curie.slice(0, colon));
  return namespace === undefined ? undefined : namespace + curie.slice(colon + 1);
}

/** The shortest CURIE of an IRI; the IRI itself where no prefix fits. */
export function toCurie(prefixes: PrefixTable, iri: string): string {
  let best: string | undefined;
  for (const [prefix, namespace] of prefixes) {
    if (!iri.startsWith(namespace) || iri.length === namespace.length) continue;
    const curie = `${prefix}:${iri.slice(namespace.length)}`;
    if (best === undefined || curie.length < best.length) best = curie;
  }
  return best ?? iri;
}
