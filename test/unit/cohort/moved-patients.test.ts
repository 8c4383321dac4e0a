import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { DisclosureGate } from '../../../server/access/disclosure/disclosure-gate.ts';
import { cohortImpact } from '../../../server/cohort/cohort-impact.ts';
import { CohortIndex } from '../../../server/cohort/cohort-index.ts';
import { compileDefinition } from '../../../server/cohort/compile-definition.ts';
import { movedPatients } from '../../../server/cohort/moved-patients.ts';
import { smallOntology } from '../../support/small-ontology.ts';
import { recordQuads, type Patient } from './small-records.ts';

const ontology = smallOntology();
const definition = compileDefinition(
  { count: 'patient', where: { attribute: 'modality', in: ['EUCAIM:CT'] } },
  ontology,
);

/** A patient for each technique, with one series of it. */
function indexOf(modalities: readonly string[]): CohortIndex {
  const index = new CohortIndex({ ontology });
  const patients = modalities.map((modality, at): Patient => ({
    name: String(at),
    values: {},
    unmapped: [],
    complete: ['modality'],
    datasets: [],
    conditions: [],
    studies: [{ values: {}, unmapped: [], series: [{ values: { modality: [modality] }, unmapped: [] }] }],
  }));
  const { record, catalogue } = recordQuads({ datasets: [], patients });
  index.replace('north', 'main', record, {}, catalogue);
  return index;
}

describe('the patients behind a difference', () => {
  it('are those who are in one count and not in the other, also where the counts are equal', () => {
    const technique = fc.constantFrom('CT', 'MR');
    fc.assert(
      fc.property(fc.array(fc.tuple(technique, technique), { minLength: 1, maxLength: 30 }), (pairs) => {
        const [before, after] = [0, 1].map((side) => indexOf(pairs.map((pair) => pair[side] ?? '')));
        assert.ok(before !== undefined && after !== undefined);
        const moved = movedPatients(
          { definition, providers: before.providers() },
          { definition, providers: after.providers() },
        );
        assert.equal(moved.low, pairs.filter(([was, now]) => was !== now).length);
        const [change] = cohortImpact(
          [{ name: 'ct', title: 'CT', before: definition, after: definition, dead: [] }],
          { before, after },
          new DisclosureGate({ threshold: 10, step: 1 }),
        );
        if (moved.low < 10) assert.deepEqual([change?.after, change?.moves], [change?.before, false]);
      }),
    );
  });
});
