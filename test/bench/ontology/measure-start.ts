import { ConceptNames } from '../../../server/ontology/concept-names.ts';
import { loadOntology } from '../../../server/ontology/load-ontology.ts';
import { ontologyFolder, sssomFolder } from '../../support/ontology.ts';
import type { Bench } from '../support/bench.ts';
import { spreadOf, writeSpread } from '../support/spread.ts';

const rounds = 5;

/** From the files to an index that answers; what is made at the first question is told apart. */
export async function measureStart(bench: Bench): Promise<void> {
  const times = { load: [] as number[], codes: [] as number[], names: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    const ontology = await loadOntology({ ontologyFolder, sssomFolder });
    const loaded = performance.now();
    ontology.resolve('EUCAIM:IMG1000042');
    const coded = performance.now();
    new ConceptNames(ontology.concepts);
    times.load.push(loaded - start);
    times.codes.push(coded - loaded);
    times.names.push(performance.now() - coded);
  }
  const write = (values: readonly number[]): string => writeSpread(spreadOf(values));
  bench.note(
    `start: files read and indexed, with hash, in ${write(times.load)} ms; ways to write codes at the first code in ` +
      `${write(times.codes)} ms, names at the first search in ${write(times.names)} ms`,
  );
}
