import { checkOntology } from '../../ontology/check/check-ontology.ts';
import { readFailure } from '../../ontology/check/read-failure.ts';
import type { Workshop } from '../workshop.ts';
import { askQueries } from './ask-queries.ts';
import { checkCitationsIn } from './check-citations-in.ts';
import { checkDriftAgainst } from './check-drift-against.ts';
import type { CheckReport } from './check-report.ts';

export interface CheckProjectOptions {
  /** Folder with copies of the sources; nothing is looked up where it is left out. */
  readonly sources?: string;
  /** How many rows are looked up. */
  readonly sample: number;
  /** The same seed draws the same rows; the day where it is left out. */
  readonly seed?: number;
  /** A newer list of a vocabulary. */
  readonly against?: string;
  /** Leaves out the questions to the ontology. */
  readonly fast?: boolean;
}

/**
 * Everything that is wrong with the ontology of the project; with what cannot be read, only that. Throws MeridianError
 * 'unreadable-source' for folders and files that are none.
 */
export async function checkProject(workshop: Workshop, options: CheckProjectOptions): Promise<CheckReport> {
  const begin = performance.now();
  const milliseconds = (): number => Math.round(performance.now() - begin);
  let loaded;
  try {
    loaded = { ontology: await workshop.ontology(), sets: await workshop.mappingSets() };
  } catch (error) {
    return { findings: readFailure(error), milliseconds: milliseconds() };
  }
  const { sources, sample, seed = seedOfToday(), against, fast } = options;
  // First: where the folder of sources is none, nothing need be waited for.
  const citations =
    sources === undefined ? undefined : await checkCitationsIn(workshop, sources, { sample, seed });
  const findings = [...checkOntology(loaded.ontology, loaded.sets.values())];
  if (fast !== true) findings.push(...(await askQueries(workshop, loaded.ontology, findings)));
  findings.push(...(citations?.findings ?? []));
  if (against !== undefined) findings.push(...(await checkDriftAgainst(workshop, against)));
  return {
    release: loaded.ontology.release,
    findings,
    ...(citations === undefined ? {} : { citations: { ...citations, seed } }),
    milliseconds: milliseconds(),
  };
}

/** Another draw every day, the same for everyone on that day. */
function seedOfToday(): number {
  return Math.floor(Date.now() / 86_400_000);
}
