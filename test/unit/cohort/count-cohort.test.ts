import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { DisclosureGate } from '../../../server/access/disclosure/disclosure-gate.ts';
import { CohortIndex } from '../../../server/cohort/cohort-index.ts';
import { countCohort, type NodeAnswer } from '../../../server/cohort/count-cohort.ts';
import type { CohortDefinition, Criterion } from '../../../server/cohort/definition.ts';
import { definitionHash, federatedCohort } from '../../../server/cohort/federated-cohort.ts';
import type { MappingRowsBySet } from '../../../server/cohort/leaf-receipt.ts';
import type { NodeReply } from '../../../server/cohort/reply.ts';
import replySchema from '../../../server/cohort/reply.schema.json' with { type: 'json' };
import { eucaim } from '../../../server/rdf/vocabulary.ts';
import { smallOntology } from '../../support/small-ontology.ts';
import { recordQuads, type Patient, type Records, type Thing } from './small-records.ts';

const ontology = smallOntology();
const gate = new DisclosureGate({ threshold: 10, step: 1 });
const mappingRows: MappingRowsBySet = new Map([
  [
    'north-modality',
    {
      rows: [
        { line: 12, objectIri: `${eucaim.namespace}CTP` },
        { line: 13, objectIri: `${eucaim.namespace}DX` },
        { line: 14, objectIri: 'https://w3id.org/sssom/NoTermFound' },
        { line: 15, objectIri: `${eucaim.namespace}MR`, negated: true },
      ],
    },
  ],
]);

const thing = (values: Thing['values']): Thing => ({ values, unmapped: [] });

/** `count` patients, each with one study of one series, made by a function of their number. */
function records(count: number, series: (n: number) => Thing, patient: Partial<Patient> = {}): Records {
  return {
    datasets: [],
    patients: Array.from({ length: count }, (_, n) => ({
      name: `n${n}`,
      values: {},
      unmapped: [],
      complete: [],
      datasets: [],
      conditions: [],
      studies: [{ ...thing({}), series: [series(n)] }],
      ...patient,
    })),
  };
}

function indexOf(given: Records, mappingSets: Record<string, string[]> = {}): CohortIndex {
  const index = new CohortIndex({ ontology });
  const { record, catalogue } = recordQuads(given);
  index.replace('north', 'main', record, mappingSets, catalogue);
  return index;
}

function ask(index: CohortIndex, where: Criterion, count: CohortDefinition['count'] = 'patient'): NodeAnswer {
  return countCohort({ count, where }, { index, ontology, mappingRows, gate });
}

const modality: Criterion = { attribute: 'modality', in: ['EUCAIM:CT'] };
const bodyPart: Criterion = { attribute: 'bodyPart', in: ['EUCAIM:LIVER'] };

describe('countCohort', () => {
  it('gives the protected count and a receipt that is banded and configured', () => {
    // 60 patients: 30 liver, 12 without a body part, 18 brain.
    const index = indexOf(
      records(60, (n) => thing({ modality: ['CT'], bodyPart: n < 30 ? ['LIVER'] : n < 42 ? [] : ['BRAIN'] })),
      { modality: ['north-modality'] },
    );
    assert.deepEqual(ask(index, { all: [modality, bodyPart] }), {
      release: '2026.1',
      count: { low: 30, high: 42, suppressed: false },
      breakdown: [],
      receipt: [
        { path: '/where/all/0', state: 'applied', by: ['north-modality:12'], unknown: '<5%' },
        { path: '/where/all/1', state: 'widened', by: [], unknown: '5-25%' },
      ],
    });
  });

  it('says narrowed where no mapping row of the node leads to what is asked', () => {
    const index = indexOf(
      records(20, () => thing({ modality: ['CT'] })),
      { modality: ['north-modality'] },
    );
    const { receipt } = ask(index, { attribute: 'modality', in: ['EUCAIM:CT', 'EUCAIM:MR'] });
    assert.deepEqual(receipt, [
      { path: '/where', state: 'narrowed', by: ['north-modality:12'], unknown: '<5%' },
    ]);
  });

  it('says unanswerable for a code that is not known here, and counts nobody as certain', () => {
    const index = indexOf(records(20, () => thing({ modality: ['CT'] })));
    const answer = ask(index, { attribute: 'modality', in: ['EUCAIM:ZZZ'] });
    assert.deepEqual(answer.count, { low: 0, high: 20, suppressed: false });
    assert.equal(answer.receipt[0]?.state, 'unanswerable');
  });

  it('does not tell of fewer patients with an unknown value than the threshold', () => {
    const index = indexOf(records(60, (n) => thing({ bodyPart: n < 4 ? [] : ['LIVER'] })));
    const answer = ask(index, bodyPart);
    assert.deepEqual(answer.count, { low: 50, high: 60, suppressed: false });
    assert.equal(answer.receipt[0]?.state, 'applied');
  });

  it('suppresses by distinct patients, not by series', () => {
    const many = Array.from({ length: 40 }, () => thing({ modality: ['CT'] }));
    const index = indexOf(records(3, () => thing({}), { studies: [{ ...thing({}), series: many }] }));
    assert.deepEqual(ask(index, modality, 'series').count, { low: 0, high: 1000, suppressed: true });
  });

  it('counts a patient of two submissions once, and adds up providers', () => {
    const index = indexOf(records(15, () => thing({ modality: ['CT'] })));
    const { record } = recordQuads(
      records(20, () => thing({ modality: ['MR'] })),
      'b',
    );
    index.replace('north', 'more', record);
    const both: Criterion = { all: [modality, { attribute: 'modality', in: ['EUCAIM:MR'] }] };
    assert.deepEqual(ask(index, both).count, { low: 15, high: 15, suppressed: false });
    index.replace('south', 'main', record);
    assert.deepEqual(ask(index, { attribute: 'modality', in: ['EUCAIM:MR'] }).count.low, 40);
    index.replace('north', 'more', undefined);
    assert.deepEqual(ask(index, both).count, { low: 0, high: 9, suppressed: true });
  });
});

describe('federatedCohort', () => {
  const definition: CohortDefinition = { count: 'patient', where: modality };
  const answered = (node: string, low: number, high: number): NodeReply => ({
    node,
    state: 'answered',
    ms: 12,
    release: '2026.1',
    count: { low, high, suppressed: low === 0 },
    breakdown: [],
    receipt: [{ path: '/where', state: 'applied', by: ['north-modality:12'], unknown: '<5%' }],
  });
  const failed: NodeReply = {
    node: 'west',
    state: 'failed',
    ms: 3000,
    breakdown: [],
    receipt: [],
    error: 'It does not answer.',
  };
  const frame = { release: '2026.1', asked: new Date('2026-05-04T10:00:00Z') };

  it('gives one hash to one question, whatever its title', () => {
    assert.equal(
      definitionHash({ ...definition, title: 'One' }),
      definitionHash({ ...definition, title: 'Two' }),
    );
    assert.notEqual(definitionHash(definition), definitionHash({ ...definition, count: 'series' }));
  });

  it('adds up what is shown, and names the node that did not answer', () => {
    const reply = federatedCohort(
      definition,
      [answered('north', 610, 660), answered('east', 0, 9), failed],
      frame,
    );
    assert.deepEqual(reply.total, { low: 610, high: 669, overlap: 'possible' });
    assert.equal(reply.nodes[2]?.error, 'It does not answer.');
    const validate = new Ajv2020({ formats: { 'date-time': true } }).compile(replySchema);
    assert.ok(validate(reply), JSON.stringify(validate.errors));
  });

  it('sees no overlap where one node answered', () => {
    assert.equal(
      federatedCohort(definition, [answered('north', 10, 10), failed], frame).total.overlap,
      'none',
    );
  });

  it('gives a definition the same hash in whatever order its keys stand', () => {
    assert.equal(
      definitionHash(definition),
      definitionHash({ where: { in: ['EUCAIM:CT'], attribute: 'modality' }, count: 'patient' }),
    );
    assert.notEqual(definitionHash(definition), definitionHash({ count: 'study', where: modality }));
  });
});
