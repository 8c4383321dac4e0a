import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { CohortIndex } from '../../../server/cohort/cohort-index.ts';
import { compileDefinition } from '../../../server/cohort/compile-definition.ts';
import { countThings } from '../../../server/cohort/count-things.ts';
import type { Criterion } from '../../../server/cohort/definition.ts';
import { fromPortable, toPortable } from '../../../server/cohort/portable-definition.ts';
import type { ThingsChanged } from '../../../server/cohort/record-edit.ts';
import { eucaim } from '../../../server/rdf/vocabulary.ts';
import { smallOntology } from '../../support/small-ontology.ts';
import { patientIri, recordQuads, type Patient, type Records } from './small-records.ts';

const ontology = smallOntology();
const iri = (code: string): string => eucaim.namespace + code;

/** A modality of a series: a code, unread, or none. */
const state = fc.constantFrom('CT', 'MR', 'M1', 'outside', 'unread', 'none');
const patients = fc.array(fc.array(fc.tuple(state, state), { maxLength: 3 }), { minLength: 1, maxLength: 6 });

function records(series: readonly (readonly string[])[]): Records {
  return {
    datasets: [],
    patients: series.map((own, at): Patient => ({
      name: String(at),
      values: {},
      unmapped: [],
      complete: [],
      datasets: [],
      conditions: [],
      studies: own.map((modality) => ({
        values: {},
        unmapped: [],
        series: [
          {
            values: modality === 'unread' || modality === 'none' ? {} : { modality: [modality] },
            unmapped: modality === 'unread' ? ['modality'] : [],
          },
        ],
      })),
    })),
  };
}

function indexOf(given: Records): CohortIndex {
  const index = new CohortIndex({ ontology });
  const { record, catalogue } = recordQuads(given);
  index.replace('north', 'main', record, {}, catalogue);
  return index;
}

const criteria: readonly Criterion[] = [
  { attribute: 'modality', in: ['EUCAIM:CT'] },
  { attribute: 'modality', in: ['EUCAIM:M1'] },
  { not: { attribute: 'modality', in: ['EUCAIM:MR'] } },
  { same: 'series', where: { not: { attribute: 'modality', in: ['EUCAIM:CT'] } } },
];

function counts(index: Pick<CohortIndex, 'providers'>): unknown {
  return criteria.flatMap((where) =>
    (['patient', 'series'] as const).map((count) => {
      const compiled = compileDefinition({ count, where }, ontology);
      const portable = fromPortable(structuredClone(toPortable(compiled)), ontology);
      return index.providers().map((provider) => countThings(portable, provider));
    }),
  );
}

describe('records after an edit', () => {
  it('count as records that were lifted with it', () => {
    fc.assert(
      fc.property(patients, (given) => {
        const before = indexOf(records(given.map((series) => series.map(([old]) => old))));
        const after = indexOf(records(given.map((series) => series.map(([, now]) => now))));
        const values = new Map<string, { lost: Set<string>; gained: Set<string> }>();
        const marks = new Map<string, boolean>();
        const stated = (modality: string): Set<string> =>
          new Set(
            modality === 'unread' || modality === 'none'
              ? []
              : [modality === 'outside' ? 'https://w3id.org/meridian/ns#NotInScheme' : iri(modality)],
          );
        given.forEach((series, patient) => {
          series.forEach(([old, now], at) => {
            const thing = `http://example.org/id/north/series/a-${patient}-${at}-0`;
            values.set(thing, {
              lost: stated(old).difference(stated(now)),
              gained: stated(now).difference(stated(old)),
            });
            if ((old === 'unread') !== (now === 'unread')) marks.set(thing, now === 'unread');
          });
        });
        const change: ThingsChanged = { values, marks, gone: new Set(), appearing: new Map() };
        const submissions = new Map([['north/main', new Map([['modality', change]])]]);
        const was = counts(before);
        assert.deepEqual(counts(before.after({ renamed: new Map(), submissions })), counts(after));
        assert.deepEqual(counts(before), was, 'the index stays as it is');
      }),
    );
  });

  it('count conditions that are gone and that appear, with what is not known of them', () => {
    const index = indexOf({
      datasets: [],
      patients: [
        {
          name: 'a',
          values: {},
          unmapped: [],
          complete: ['cancerType'],
          datasets: [],
          studies: [],
          conditions: [{ values: { cancerType: ['BCA'], ageAtDiagnosis: [60] }, unmapped: [] }],
        },
        {
          name: 'b',
          values: {},
          unmapped: ['cancerType'],
          complete: ['cancerType'],
          datasets: [],
          studies: [],
          conditions: [],
        },
      ],
    });
    const gone = 'http://example.org/id/north/condition/a-a-0';
    const change: ThingsChanged = {
      values: new Map([[gone, { lost: new Set([iri('BCA')]), gained: new Set() }]]),
      marks: new Map([[patientIri('b'), false]]),
      gone: new Set([gone]),
      appearing: new Map([[patientIri('b'), new Set([iri('PCA')])]]),
    };
    const after = index.after({
      renamed: new Map(),
      submissions: new Map([['north/main', new Map([['cancerType', change]])]]),
    });
    const count = (where: Criterion): readonly number[] =>
      after.providers().flatMap((provider) => {
        const { low, high } = countThings(compileDefinition({ count: 'patient', where }, ontology), provider);
        return [low, high];
      });
    assert.deepEqual(count({ attribute: 'cancerType', in: ['EUCAIM:BCA'] }), [0, 0]);
    assert.deepEqual(count({ attribute: 'cancerType', in: ['EUCAIM:PCA'] }), [1, 1]);
    // When it began is not known.
    assert.deepEqual(count({ attribute: 'ageAtDiagnosis', from: 50 }), [0, 2]);
  });
});
