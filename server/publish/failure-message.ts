import { MeridianError } from '../errors.ts';
import type { ErrorCode, Place } from '../errors.ts';

/** A failure in a form that crosses threads: structured clone would leave only the message of an error. */
export interface FailureMessage {
  readonly code: ErrorCode;
  readonly message: string;
  readonly place: Place | undefined;
  readonly advice: string | undefined;
}

export function toFailureMessage(error: unknown): FailureMessage {
  if (error instanceof MeridianError) {
    return { code: error.code, message: error.message, place: error.place, advice: error.advice };
  }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { code: 'internal', message, place: undefined, advice: undefined };
}

export function fromFailureMessage({ code, message, place, advice }: FailureMessage): MeridianError {
  return new MeridianError(code, message, {
    ...(place === undefined ? {} : { place }),
    ...(advice === undefined ? {} : { advice }),
  });
}
