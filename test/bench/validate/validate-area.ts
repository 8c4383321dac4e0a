import assert from 'node:assert/strict';
import type { Quad } from '../../../server/rdf/terms.ts';
import { nodeName } from '../../../server/validate/find-targets.ts';
import { loadShapes } from '../../../server/validate/load-shapes.ts';
import { readProfiles } from '../../../server/validate/read-profiles.ts';
import { createValidator } from '../../../server/validate/shacl-validator.ts';
import { repositoryOntology } from '../../support/ontology.ts';
import { shapesFolder } from '../../support/sample-validator.ts';
import type { BenchArea } from '../support/bench.ts';
import { faultyDatasets, faultyRecords } from './faulty-data.ts';
import { PlainEngine } from './plain-engine.ts';

const size = 1000;

export const validateArea: BenchArea = {
  name: 'validate',
  title: 'checking a catalogue, and records, against the profile of EUCAIM',
  ours: 'the validator of the server: index, focus nodes, batches, findings with messages and clauses',
  peer: 'shacl-engine over stores of n3, all at once, bare results; same shapes, data and vocabularies',
  async run(bench) {
    const { quads: ontology } = await repositoryOntology();
    const validator = await createValidator({ shapesFolder, hierarchy: ontology });
    const loaded = await loadShapes(shapesFolder);
    const inputs: readonly (readonly [label: string, profile: string, data: readonly Quad[]])[] = [
      [`${size.toLocaleString('en')} datasets`, 'eucaim-2.0', await faultyDatasets(size)],
      [`records of ${size.toLocaleString('en')} patients`, 'record', faultyRecords(size)],
    ];
    for (const [label, profile, data] of inputs) {
      const shapes = readProfiles(loaded).find(({ name }) => name === profile)?.shapes ?? [];
      const plain = new PlainEngine(loaded.quads, shapes, ontology);
      let found = 0;
      await bench.compare(
        label,
        {
          ours: async () => {
            const { findings } = await validator.validate(data, profile);
            return findings.map(({ focusNode, component, shape }) => [focusNode, component, shape]);
          },
          peer: async () => {
            const results = await plain.validate(data);
            return results.map(({ focusNode, constraintComponent, shape }) =>
              [focusNode.term, constraintComponent, shape.ptr.term].map(nodeName),
            );
          },
        },
        {
          rounds: 3,
          same: (ours, peer) => {
            const inOrder = (rows: readonly (readonly string[])[]): string[] =>
              rows.map((row) => row.join(' ')).sort();
            assert.deepEqual(inOrder(ours), inOrder(peer));
            found = ours.length;
          },
        },
      );
      bench.input(
        `${label}: ${data.length.toLocaleString('en')} triples, ${shapes.length} shapes, ${found.toLocaleString('en')} findings`,
      );
    }
  },
};
