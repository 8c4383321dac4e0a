import type { BenchArea } from '../support/bench.ts';
import { measureCodes } from './measure-codes.ts';
import { measureImpact } from './measure-impact.ts';
import { measureNames } from './measure-names.ts';
import { measureStart } from './measure-start.ts';

/** What is measured, in this order. A further measurement is a file here and an entry in this list. */
const measurements = [measureCodes, measureNames, measureStart, measureImpact];

export const ontologyArea: BenchArea = {
  name: 'ontology',
  title: 'looking up codes and names, and reading the ontology',
  ours: 'the index of the hyper-ontology',
  peer: 'codes: SPARQL on Oxigraph in process; names: a scan of all names, folded before',
  async run(bench) {
    for (const measure of measurements) await measure(bench);
  },
};
