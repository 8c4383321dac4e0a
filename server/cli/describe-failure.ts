import { describePlace, MeridianError } from '../errors.ts';

/** A failure as people read it on a terminal: the place, what was wrong, what to do. */
export function describeFailure(error: unknown): string {
  if (!(error instanceof MeridianError)) {
    return `meridian: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  }
  const place = error.place === undefined ? '' : `${describePlace(error.place)}: `;
  const advice = error.advice === undefined ? '' : `\n  ${error.advice}`;
  return `meridian: ${place}${error.message}${advice}`;
}
