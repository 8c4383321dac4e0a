import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { understandDefinition } from '../../../server/cohort/understand-definition.ts';
import type { Ontology } from '../../../server/ontology/ontology.ts';
import { smallOntology } from '../../support/small-ontology.ts';

const ontology = smallOntology();
/** The same, without a meaning for one code. */
const without = (dead: string): Ontology => ({
  ...ontology,
  attribute: (name) => ontology.attribute(name),
  concept: (iri) => ontology.concept(iri),
  resolve: (code) =>
    code === dead ? { state: 'unknown', iri: 'http://example.org/dead', near: [] } : ontology.resolve(code),
});

const definition = {
  title: 'Without magnetic resonance',
  count: 'patient',
  where: {
    all: [
      { attribute: 'modality', in: ['EUCAIM:CT', 'EUCAIM:M0'], except: ['EUCAIM:MR'] },
      { not: { same: 'series', where: { attribute: 'modality', in: ['EUCAIM:MR'] } } },
    ],
  },
};

describe('a saved definition before and after an edit', () => {
  it('names the codes that die, wherever they stand', () => {
    const understood = understandDefinition('no-mr', definition, ontology, without('EUCAIM:MR'));
    assert.deepEqual(understood.dead, [
      { pointer: '/where/all/0/except/0', code: 'EUCAIM:MR' },
      { pointer: '/where/all/1/not/where/in/0', code: 'EUCAIM:MR' },
    ]);
    assert.equal(understood.title, definition.title);
    assert.ok(understood.before !== undefined && understood.after !== undefined);
  });

  it('says why one side does not understand it', () => {
    const pinned = { ...definition, release: '0' };
    const understood = understandDefinition('pinned', pinned, ontology, ontology);
    assert.match(understood.failure ?? '', /release/);
    assert.deepEqual([understood.before, understood.after, understood.dead], [undefined, undefined, []]);
  });
});
