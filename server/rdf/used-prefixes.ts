import type { PrefixTable } from './prefixes.ts';
import type { Quad } from './terms.ts';
import { rdf, xsd } from './vocabulary.ts';

/** Datatypes that no syntax spells out. */
const unwritten: ReadonlySet<string> = new Set([xsd.string.value, rdf.langString.value]);

/** The prefixes of a table that shorten a name in these statements, so that no others are declared. */
export function usedPrefixes(quads: Iterable<Quad>, prefixes: PrefixTable): PrefixTable {
  if (prefixes.size === 0) return prefixes;
  const namespaces = new Set<string>();
  const note = (iri: string): void => {
    const end = Math.max(
      iri.lastIndexOf('#'),
      iri.lastIndexOf('/'),
      iri.lastIndexOf(':'),
      iri.lastIndexOf('_'),
    );
    namespaces.add(iri.slice(0, end + 1));
  };
  for (const { subject, predicate, object, graph } of quads) {
    for (const term of [subject, predicate, object, graph]) {
      if (term.termType === 'NamedNode') note(term.value);
      if (term.termType === 'Literal' && !unwritten.has(term.datatype.value)) note(term.datatype.value);
    }
  }
  const seen = new Set<string>();
  return new Map(
    [...prefixes].filter(([, namespace]) => {
      // Two prefixes of one namespace (eucaim, EUCAIM): the first stands.
      if (!namespaces.has(namespace) || seen.has(namespace)) return false;
      seen.add(namespace);
      return true;
    }),
  );
}
