import jsonld from 'jsonld';
import type { ContextDefinition, Options } from 'jsonld';
import type { PrefixTable } from './prefixes.ts';
import type { Quad } from './terms.ts';

/**
 * Writes JSON-LD 1.1, compacted with the prefixes. Numbers and booleans stay typed strings, so that no lexical form
 * is lost ("1.0"^^xsd:decimal).
 */
export async function serializeJsonLd(quads: Iterable<Quad>, prefixes: PrefixTable): Promise<string> {
  // `safe` is older than its type declarations.
  const options: Options.FromRdf & { safe: boolean } = { useNativeTypes: false, safe: true };
  const expanded = await jsonld.fromRDF([...quads] as object, options);
  const context: ContextDefinition = Object.fromEntries(
    [...prefixes].map(([prefix, namespace]) => [prefix, { '@id': namespace, '@prefix': true }]),
  );
  const compacted = await jsonld.compact(expanded, context, { graph: true });
  return `${JSON.stringify(compacted, null, 2)}\n`;
}
