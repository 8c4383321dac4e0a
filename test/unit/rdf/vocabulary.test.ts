import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadPrefixes } from '../../../server/rdf/prefixes.ts';
import * as exported from '../../../server/rdf/vocabulary.ts';

const prefixes = loadPrefixes(join(import.meta.dirname, '../../../ontology/prefixes.ttl'));

/** Vocabularies whose name in the code is not their prefix: `void` is a word of the language, others are two of one name. */
const prefixOf: Readonly<Record<string, string>> = {
  voidVocabulary: 'void',
  r2rml: 'rr',
  legacyRml: 'legacyrml',
  legacyQueryLanguage: 'ql',
};

/** The names that hold no vocabulary, but a selection of terms. */
const selections = new Set(['recordClasses', 'dataPointLinks']);

for (const [name, vocabulary] of Object.entries(exported)) {
  if (selections.has(name) || typeof vocabulary !== 'object') continue;
  test(`every term of the vocabulary ${name} stands under the namespace that the prefix table declares`, () => {
    const namespace = prefixes.get(prefixOf[name] ?? name);
    assert.ok(namespace !== undefined, `${prefixOf[name] ?? name} is declared`);
    for (const [local, term] of Object.entries<unknown>(vocabulary)) {
      if (typeof term === 'string') assert.equal(term, namespace);
      else assert.equal((term as { value: string }).value, namespace + local);
    }
  });
}

test('no namespace of the prefix table is relative or without an end', () => {
  for (const [prefix, namespace] of prefixes) assert.match(namespace, /^https?:\/\/.+[#/_]$/, prefix);
});

test('no prefix is declared twice, and of two prefixes for one namespace one is the code system', () => {
  const byNamespace = Map.groupBy(prefixes.keys(), (prefix) => prefixes.get(prefix));
  for (const [namespace, names] of byNamespace) {
    assert.equal(names.filter((name) => /^[a-z]/.test(name)).length <= 1, true, namespace);
  }
});
