import { expandCurie } from '../../rdf/prefixes.ts';
import type { FoundCode } from '../concept.ts';
import { localName } from './local-name.ts';
import type { AskedCode } from './term.ts';
import { termCodes } from './term-codes.ts';
import type { Terms } from './terms.ts';

/** How a code stands to the concept that it led to; undefined where it is the concept's own, in whatever style. */
export function askedCode(
  code: string,
  { concept, replaced }: FoundCode,
  { graph, ontology: { prefixes } }: Pick<Terms, 'graph' | 'ontology'>,
): AskedCode | undefined {
  if (replaced !== undefined) {
    const iri = expandCurie(prefixes, replaced);
    return { code: replaced, relation: 'retired', ...(iri === undefined ? {} : { iri }) };
  }
  const endsWith = (curie: string): boolean => code.toLowerCase().endsWith(localName(curie).toLowerCase());
  if (endsWith(concept.curie)) return undefined;
  const known = termCodes(concept.iri.value, concept, graph, prefixes)
    .flatMap(({ codes }) => codes)
    .filter(({ iri, curie }) => iri === code || endsWith(curie))
    // Of `9` and `399`, with which a code may end both, the longer one is the code.
    .sort((one, other) => localName(other.curie).length - localName(one.curie).length)[0];
  return {
    code: known?.curie ?? code,
    relation: known === undefined || known.relation === 'same' ? 'same' : 'searched',
    ...(known === undefined ? {} : { iri: known.iri }),
  };
}
