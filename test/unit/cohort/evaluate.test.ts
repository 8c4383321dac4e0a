import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { CohortIndex } from '../../../server/cohort/cohort-index.ts';
import { compileDefinition } from '../../../server/cohort/compile-definition.ts';
import { countThings } from '../../../server/cohort/count-things.ts';
import type { Criterion } from '../../../server/cohort/definition.ts';
import { evaluate } from '../../../server/cohort/evaluate.ts';
import type { Quad } from '../../../server/rdf/terms.ts';
import { smallOntology } from '../../support/small-ontology.ts';
import { completions } from './completions.ts';
import { ReferenceEvaluator } from './reference-evaluator.ts';
import { smallCriteria, unknownCode } from './small-definitions.ts';
import { recordQuads, smallRecords, universe, type AttributeName, type Records } from './small-records.ts';

const ontology = smallOntology();

function indexOf(...submissions: readonly Records[]): { index: CohortIndex; quads: Quad[] } {
  const index = new CohortIndex({ ontology });
  const quads = submissions.flatMap((records, at) => {
    const { record, catalogue } = recordQuads(records, String(at));
    index.replace('north', String(at), record, {}, catalogue);
    return [...record, ...catalogue];
  });
  return { index, quads };
}

/** By patient, study or series: what the index says. */
function truths(
  index: CohortIndex,
  where: Criterion,
  count: 'patient' | 'study' | 'series',
): Map<string, number> {
  const compiled = compileDefinition({ count, where }, ontology);
  return new Map(
    index.providers().flatMap((records) => {
      const truth = evaluate(compiled.where, count, records);
      return records.table.things[count].map((iri, row) => [iri, truth[row] ?? -1] as const);
    }),
  );
}

function count(
  records: Records,
  where: Criterion,
  level: 'patient' | 'study' | 'series' = 'patient',
): [number, number] {
  const [provider] = indexOf(records).index.providers();
  assert.ok(provider !== undefined);
  const { low, high } = countThings(compileDefinition({ count: level, where }, ontology), provider);
  return [low, high];
}

const patient = {
  name: 'p',
  values: {},
  unmapped: [],
  complete: [],
  datasets: [],
  conditions: [],
  studies: [],
};
const thing = (values: Record<string, readonly (string | number)[]>, unmapped: readonly string[] = []) => ({
  values,
  unmapped,
});
const withSeries = (...series: ReturnType<typeof thing>[]): Records => ({
  patients: [{ ...patient, studies: [{ ...thing({}), series }] }],
  datasets: [],
});
const modality: Criterion = { attribute: 'modality', in: ['EUCAIM:CT'] };
const bodyPart: Criterion = { attribute: 'bodyPart', in: ['EUCAIM:ABD'] };
const cancer: Criterion = { attribute: 'cancerType', in: ['EUCAIM:PCA'] };

describe('three-valued meaning', () => {
  for (const [name, records, where, expected] of [
    ['finds a search equivalent', withSeries(thing({ modality: ['CTP'] })), modality, [1, 1]],
    ['finds a descendant', withSeries(thing({ bodyPart: ['LIVER'] })), bodyPart, [1, 1]],
    [
      'finds no descendant where told not to',
      withSeries(thing({ bodyPart: ['LIVER'] })),
      { attribute: 'bodyPart', in: ['EUCAIM:ABD'], descendants: false },
      [0, 0],
    ],
    [
      'takes out what is excepted',
      withSeries(thing({ bodyPart: ['LIVER'] })),
      { attribute: 'bodyPart', in: ['EUCAIM:ABD'], except: ['EUCAIM:LIVER'] },
      [0, 0],
    ],
    ['reads a missing value of a closed attribute as no', withSeries(thing({})), modality, [0, 0]],
    ['reads a missing value of an open attribute as unknown', withSeries(thing({})), bodyPart, [0, 1]],
    ['reads an unmapped value as unknown', withSeries(thing({}, ['modality'])), modality, [0, 1]],
    [
      'reads a value outside the scheme as a no',
      withSeries(thing({ bodyPart: ['outside'] })),
      bodyPart,
      [0, 0],
    ],
    ['keeps unknown under not', withSeries(thing({})), { not: bodyPart }, [0, 1]],
    ['reads no condition as unknown', { patients: [patient], datasets: [] }, cancer, [0, 1]],
    [
      'reads no condition as no where the source is complete',
      { patients: [{ ...patient, complete: ['cancerType'] }], datasets: [] },
      cancer,
      [0, 0],
    ],
    [
      'reads an unmapped value on the patient as unknown for a series attribute',
      { patients: [{ ...patient, unmapped: ['modality'] }], datasets: [] },
      modality,
      [0, 1],
    ],
    [
      'finds two leaves on two series of a patient',
      withSeries(
        thing({ modality: ['CT'], bodyPart: ['BRAIN'] }),
        thing({ modality: ['MR'], bodyPart: ['LIVER'] }),
      ),
      { all: [modality, bodyPart] },
      [1, 1],
    ],
    [
      'does not find them on the same series',
      withSeries(
        thing({ modality: ['CT'], bodyPart: ['BRAIN'] }),
        thing({ modality: ['MR'], bodyPart: ['LIVER'] }),
      ),
      { same: 'series', where: { all: [modality, bodyPart] } },
      [0, 0],
    ],
    [
      'looks up the patient inside same',
      {
        patients: [
          {
            ...patient,
            values: { sex: ['F'] },
            studies: [{ ...thing({}), series: [thing({ modality: ['CT'] })] }],
          },
        ],
        datasets: [],
      },
      { same: 'series', where: { all: [modality, { attribute: 'sex', in: ['EUCAIM:F'] }] } },
      [1, 1],
    ],
    [
      'reads an unknown code as unknown',
      withSeries(thing({ modality: ['CT'] })),
      { attribute: 'modality', in: [unknownCode] },
      [0, 1],
    ],
    [
      'asks the datasets of the patient where records have no such value',
      {
        patients: [{ ...patient, datasets: ['1'] }],
        datasets: [{ name: '1', ...thing({ collectionMethod: ['COHORT'] }) }],
      },
      { attribute: 'collectionMethod', in: ['EUCAIM:COHORT'] },
      [1, 1],
    ],
    [
      'reads a dataset that is not described as unknown',
      { patients: [{ ...patient, datasets: ['1'] }], datasets: [] },
      { attribute: 'collectionMethod', in: ['EUCAIM:COHORT'] },
      [0, 1],
    ],
    ['knows whose records they are', withSeries(), { attribute: 'provider', in: ['south'] }, [0, 0]],
    [
      'takes months for years of age',
      { patients: [{ ...patient, conditions: [thing({ ageAtDiagnosis: [40] })] }], datasets: [] },
      { attribute: 'ageAtDiagnosis', from: 479, to: 481, unit: 'mo' },
      [1, 1],
    ],
  ] as const satisfies readonly (readonly [string, Records, Criterion, readonly [number, number]])[]) {
    it(name, () => {
      assert.deepEqual(count(records, where), expected);
    });
  }

  it('counts the studies and series of matching patients, and under same the things themselves', () => {
    const records = withSeries(thing({ modality: ['CT'] }), thing({ modality: ['MR'] }));
    assert.deepEqual(count(records, modality, 'series'), [2, 2]);
    assert.deepEqual(count(records, { same: 'series', where: modality }, 'series'), [1, 1]);
    assert.deepEqual(count(records, { same: 'series', where: modality }, 'study'), [1, 1]);
  });

  it('says what a scan of the quads says, thing by thing, over two submissions', () => {
    fc.assert(
      fc.property(
        smallRecords,
        smallRecords,
        smallCriteria({ withUnknown: true }),
        (first, second, where) => {
          const { index, quads } = indexOf(first, second);
          const reference = new ReferenceEvaluator(quads, ontology, { provider: 'north' });
          for (const level of ['patient', 'study', 'series'] as const) {
            const expected = reference
              .all(level)
              .map((seen) => [seen.iri, reference.truth(where, seen)] as const);
            assert.deepEqual(new Map(truths(index, where, level)), new Map(expected), level);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('keeps the truth between low and high, however what is unknown turns out', () => {
    const soundness = smallRecords.chain((records) => fc.tuple(fc.constant(records), completions(records)));
    fc.assert(
      fc.property(
        soundness,
        smallCriteria({ withUnknown: true }).map(aboutMeaning),
        fc.nat(9),
        ([records, completed], where, choice) => {
          const [low, high] = count(records, where);
          const { record, catalogue } = recordQuads(completed);
          const complete = new ReferenceEvaluator([...record, ...catalogue], ontology, {
            provider: 'north',
            closedWorld: true,
          });
          const meant = decide(where, choice);
          const truth = complete.all('patient').filter((seen) => complete.truth(meant, seen) === 2).length;
          assert.ok(low <= truth && truth <= high, `${low} <= ${truth} <= ${high}`);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

/**
 * The definition without `descendants: false`, which asks for a code as it was recorded: what a recorded code turns
 * out to have meant in detail is no part of such a question.
 */
function aboutMeaning(criterion: Criterion): Criterion {
  if ('all' in criterion) return { all: criterion.all.map(aboutMeaning) };
  if ('any' in criterion) return { any: criterion.any.map(aboutMeaning) };
  if ('not' in criterion) return { not: aboutMeaning(criterion.not) };
  if ('same' in criterion) return { ...criterion, where: aboutMeaning(criterion.where) };
  return 'in' in criterion ? { ...criterion, descendants: true } : criterion;
}

/** The definition with its unknown codes turned out to be some code of their attribute. */
function decide(criterion: Criterion, choice: number): Criterion {
  if ('all' in criterion) return { all: criterion.all.map((part) => decide(part, choice)) };
  if ('any' in criterion) return { any: criterion.any.map((part) => decide(part, choice)) };
  if ('not' in criterion) return { not: decide(criterion.not, choice) };
  if ('same' in criterion) return { ...criterion, where: decide(criterion.where, choice) };
  if (!('in' in criterion)) return criterion;
  const codes = criterion.attribute === 'provider' ? [] : universe[criterion.attribute as AttributeName];
  const known = (code: string): string =>
    code === unknownCode ? `EUCAIM:${codes[choice % codes.length] ?? ''}` : code;
  return {
    ...criterion,
    in: criterion.in.map(known),
    ...(criterion.except === undefined ? {} : { except: criterion.except.map(known) }),
  };
}
