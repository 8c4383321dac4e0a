import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { LiftMappingRow } from '../../../server/lift/concept-finder.ts';
import { MappedConcepts } from '../../../server/lift/concept-finder.ts';
import type { Lifted } from '../../../server/lift/lifter.ts';
import { readingChanges } from '../../../server/lift/reading-changes.ts';
import { createLifter } from '../../../server/lift/rml-lifter.ts';
import { eucaim, mer, skos } from '../../../server/rdf/vocabulary.ts';
import { liftContext, liftDependencies, sourceFile } from '../../support/lift-fixtures.ts';

const meanings = ['EX:female', 'EX:male', 'none', 'unread'] as const;
type Meaning = (typeof meanings)[number];
const spoken = ['weiblich', 'Männlich', 'divers', 'unklar'] as const;

const none: ReadonlySet<string> = new Set();

/** Mapping sets in which each word means what is given. */
function setsFor(said: readonly Meaning[]): typeof liftDependencies.mappingSets {
  const rows = spoken.flatMap((word, at): LiftMappingRow[] => {
    const meaning = said[at];
    if (meaning === undefined || meaning === 'unread') return [];
    return [
      {
        subjectLabel: word,
        predicateIri: skos.exactMatch.value,
        objectId: meaning,
        objectIri: meaning,
        literal: true,
        negated: false,
        noTermFound: meaning === 'none',
      },
    ];
  });
  const others = liftDependencies.mappingSets;
  return { get: (name) => (name === 'clinic-sex' ? { rows } : others.get(name)) };
}

async function lift(said: readonly Meaning[], patients: string): Promise<Lifted> {
  const lifter = await createLifter({ ...liftDependencies, mappingSets: setsFor(said) });
  const files = [
    sourceFile('tables/Patients.csv', patients),
    sourceFile('tables/tumours.csv', 'Nr;Patient;Diagnose am\n'),
  ];
  // Every word is kept, however few have it: what is not kept cannot be compared.
  return lifter.lift('clinic', files, { ...liftContext, shownFrom: 1 });
}

/** Patient to sexes, and whether an unread one is marked. */
function sexes({ record }: Lifted): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { subject, predicate, object } of record) {
    const own = found.get(subject.value) ?? new Set<string>();
    found.set(subject.value, own);
    if (predicate.equals(eucaim.hasBirthSex)) own.add(object.value);
    if (predicate.equals(mer.unmapped)) own.add('marked');
  }
  return found;
}

describe('changes of readings', () => {
  it('are what lifting again with the other mapping set makes', async () => {
    const mapping = fc.tuple(...spoken.map(() => fc.constantFrom(...meanings)));
    const rows = fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.constantFrom(...spoken)), {
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(mapping, mapping, rows, async (before, after, given) => {
        const patients = [
          'ID;Geschlecht;Geboren',
          ...given.map(([patient, sex]) => `P-00${patient};${sex};07.03.1950`),
          '',
        ].join('\n');
        const [old, now] = [await lift(before, patients), await lift(after, patients)];
        const finder = (said: readonly Meaning[]): MappedConcepts =>
          new MappedConcepts(liftDependencies.attributes, liftDependencies.ontology, setsFor(said));
        const changes = readingChanges(
          old.readings ?? assert.fail('no readings'),
          finder(before),
          finder(after),
        ).get('sex');
        const expected = sexes(now);
        for (const [patient, values] of sexes(old)) {
          const { lost, gained } = changes?.values.get(patient) ?? { lost: none, gained: none };
          const marked = changes?.marks.get(patient) ?? values.has('marked');
          const shadow = new Set([...values].filter((value) => value !== 'marked' && !lost.has(value)));
          for (const value of gained) shadow.add(value);
          if (marked) shadow.add('marked');
          assert.deepEqual([...shadow].sort(), [...(expected.get(patient) ?? [])].sort());
        }
        assert.equal(changes?.unplaced ?? false, false);
      }),
      { numRuns: 60 },
    );
  });

  it('say nothing where words mean what they meant', async () => {
    const said = ['EX:female', 'EX:male', 'none', 'unread'] as const;
    const { readings } = await lift(said, 'ID;Geschlecht;Geboren\nP-001;weiblich;07.03.1950\n');
    const finder = new MappedConcepts(liftDependencies.attributes, liftDependencies.ontology, setsFor(said));
    assert.equal(readingChanges(readings ?? assert.fail(), finder, finder).size, 0);
  });

  it('hold no local identifier', async () => {
    const { readings } = await lift(
      ['EX:female', 'unread', 'none', 'unread'],
      'ID;Geschlecht;Geboren\nP-4711;weiblich;1.1.1950\n',
    );
    assert.doesNotMatch(JSON.stringify(readings), /4711/);
  });
});
