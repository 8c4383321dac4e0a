import { MeridianError } from '../errors.ts';

/** The processor wraps the refusal of its loader, and says in `details` which key it could not read. */
export function jsonLdFailure(error: unknown, file: { file?: string }): MeridianError {
  for (let cause = error; typeof cause === 'object' && cause !== null;) {
    if (cause instanceof MeridianError) {
      return new MeridianError('syntax-error', cause.message, {
        place: file,
        ...(cause.advice === undefined ? {} : { advice: cause.advice }),
        cause: error,
      });
    }
    const details = (cause as { details?: { cause?: unknown } }).details;
    cause = details?.cause ?? (cause as { cause?: unknown }).cause;
  }
  return new MeridianError('syntax-error', `The JSON-LD cannot be read: ${describe(error)}`, {
    place: file,
    advice:
      'Give every key a meaning in @context, and every identifier an absolute IRI or a declared prefix.',
    cause: error,
  });
}

function describe(error: unknown): string {
  const event = (error as { details?: { event?: { message?: string; details?: JsonDetails } } }).details
    ?.event;
  const message = event?.message ?? (error instanceof Error ? error.message : String(error));
  const key =
    event?.details?.property ?? event?.details?.reference ?? event?.details?.id ?? event?.details?.type;
  return key === undefined ? message : `${message} (${JSON.stringify(key).slice(0, 120)})`;
}

interface JsonDetails {
  readonly property?: string;
  readonly reference?: string;
  readonly id?: string;
  readonly type?: string;
}
