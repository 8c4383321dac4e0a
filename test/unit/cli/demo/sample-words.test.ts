import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { habits } from '../../../../server/cli/demo/habits.ts';
import { bodyParts, modalities, vendors } from '../../../../server/cli/demo/image-words.ts';
import { cancerTypes } from '../../../../server/cli/demo/cancer-words.ts';
import { loadMappingSets } from '../../../../server/rdf/sssom.ts';

const sets = loadMappingSets(join(import.meta.dirname, '..', '..', '..', '..', 'mappings', 'sssom'));

/** The words of a set, in lower case. */
function words(name: string): ReadonlySet<string> {
  return new Set(sets.get(name)?.rows.map(({ subjectLabel }) => subjectLabel?.toLowerCase() ?? ''));
}

const spellings: readonly (readonly [set: string, spelt: readonly string[]])[] = [
  ['dicom-bodypart-eucaim', Object.values(bodyParts).flatMap(({ dicom }) => dicom)],
  ['east-bodypart-eucaim', Object.values(bodyParts).flatMap(({ german }) => german)],
  ['dicom-vendor-eucaim', Object.values(vendors).flatMap(({ dicom }) => dicom)],
  ['east-vendor-eucaim', Object.values(vendors).flatMap(({ german }) => german)],
  ['east-modality-eucaim', Object.values(modalities).flatMap(({ german }) => german)],
  ['east-cancertype-eucaim', cancerTypes.flatMap(({ icd10 }) => icd10)],
  ['east-sex-eucaim', ['m', 'w', 'd', 'männlich', 'weiblich']],
];

describe('the words of the sample', () => {
  for (const [set, spelt] of spellings) {
    it(`all have a row in ${set}`, () => {
      const known = words(set);
      assert.deepEqual(
        spelt.filter((word) => !known.has(word.toLowerCase())),
        [],
      );
    });
  }

  it('that are meant to be unread have none', () => {
    const known = new Set([...sets.keys()].flatMap((set) => [...words(set)]));
    const unread = habits.flatMap((habit) => [
      ...habit.unreadBodyParts,
      ...habit.unreadVendors,
      ...habit.unreadModalities,
      ...habit.unreadDiagnoses,
    ]);
    assert.deepEqual(
      unread.filter((word) => known.has(word.toLowerCase())),
      [],
    );
  });
});

describe('the literal and local mapping sets', () => {
  for (const [name, { rows }] of sets) {
    if (name.startsWith('eucaim-')) continue;
    it(`justify every row and have no value twice: ${name}`, () => {
      // A field of a catalogue may be two properties of DCAT; a code has one meaning.
      const ofFields = name.endsWith('-dcat');
      const keys = rows.map(({ subjectId, subjectLabel, objectId }) =>
        ofFields ? `${subjectId ?? ''} ${objectId}` : (subjectId ?? subjectLabel?.toLowerCase()),
      );
      assert.equal(new Set(keys).size, keys.length);
      for (const row of rows) assert.match(row.justification, /^semapv:/);
    });
  }
});
