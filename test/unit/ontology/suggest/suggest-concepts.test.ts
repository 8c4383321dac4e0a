import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { suggestConcepts } from '../../../../server/ontology/suggest/suggest-concepts.ts';
import { loadMappingSets } from '../../../../server/rdf/sssom.ts';
import { projectFolders } from '../../../../server/folders.ts';
import { repositoryOntology } from '../../../support/ontology.ts';

const ontology = await repositoryOntology();
const mappingSets = loadMappingSets(projectFolders().sssom);
const suggest = (value: string, name: string) => {
  const attribute = ontology.attribute(name);
  assert.ok(attribute !== undefined);
  return suggestConcepts(value, attribute, { ontology, mappingSets });
};

describe('Suggestions for values without a meaning', () => {
  for (const [value, attribute, label] of [
    ['SIEMENS Healthinears', 'vendor', 'Siemens'],
    ['PROSTATA / Becken', 'bodyPart', 'Prostate'],
    ['Magnetic resonanz', 'modality', 'Magnetic resonance'],
    ['ICD10: C61 (Prostata)', 'cancerType', 'prostate'],
  ] as const) {
    it(`find ${label} for "${value}"`, () => {
      const suggestions = suggest(value, attribute);
      const labels = suggestions.map(({ concept }) => concept.labels.get('en') ?? '');
      assert.ok(
        labels.slice(0, 3).some((each) => each.toLowerCase().includes(label.toLowerCase())),
        labels.join(', '),
      );
    });
  }

  it('say why, with the row of the mapping set', () => {
    const [first] = suggest('SIEMENS Healthinears', 'vendor');
    const reason = first?.reasons.find(({ kind }) => kind === 'neighbour');
    assert.ok(
      reason?.kind === 'neighbour' &&
        mappingSets.get(reason.set)?.rows.some(({ line }) => line === reason.line),
    );
  });

  it('are of the scheme of the attribute, fall in score, and are at most five, whatever the value is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (value) => {
        const suggestions = suggest(value, 'bodyPart');
        const scheme = ontology.attribute('bodyPart')?.scheme?.value;
        assert.ok(suggestions.length <= 5);
        for (const [index, { concept, score }] of suggestions.entries()) {
          assert.equal(concept.scheme.value, scheme);
          assert.ok(score > 0 && score < 1 && score <= (suggestions[index - 1]?.score ?? 1));
        }
      }),
      { numRuns: 30 },
    );
  });
});
