import { MeridianError } from '../errors.ts';

/** The processor wraps the refusal of its loader, and says in `details` which key it could not read. */
export function jsonLdFailure(error: unknown, document: unknown, file: { file?: string }): MeridianError {
  for (let cause = error; typeof cause === 'object' && cause !== null;) {
    if (cause instanceof MeridianError) {
      return new MeridianError('syntax-error', cause.message, {
        place: { ...cause.place, ...file },
        ...(cause.advice === undefined ? {} : { advice: cause.advice }),
      });
    }
    const details = (cause as { details?: { cause?: unknown } }).details;
    cause = details?.cause ?? (cause as { cause?: unknown }).cause;
  }
  const word = wordAtFault(error);
  const pointer = word === undefined ? undefined : pointerOf(word, document, '');
  return new MeridianError('syntax-error', `The JSON-LD cannot be read: ${describe(error)}`, {
    place: { ...file, ...(pointer === undefined ? {} : { pointer }) },
    advice:
      'Give every key a meaning in @context, and every identifier an absolute IRI or a declared prefix.',
  });
}

/**
 * The processor's own sentence, which tells the kind of fault; where it quotes anything but a keyword or a part of its
 * grammar, only that there is one. The word at fault is never said: it may be a name. The pointer leads to it.
 */
function describe(error: unknown): string {
  const message = eventOf(error)?.message ?? (error instanceof Error ? error.message : '');
  const quotes = [...message.matchAll(/"([^"]*)"/g)].some(
    ([, word]) => !/^(?:@\w*|_:|null)?$/.test(word ?? ''),
  );
  const isKnown =
    message !== '' &&
    !quotes &&
    !message.includes('version:') &&
    (isOfProcessor(error) || eventOf(error) !== undefined);
  return isKnown ? message : 'A key, value or context is not valid JSON-LD.';
}

function isOfProcessor(error: unknown): boolean {
  return error instanceof Error && error.name.startsWith('jsonld.');
}

/** The key or value that the processor could not read. */
function wordAtFault(error: unknown): string | undefined {
  const details = eventOf(error)?.details;
  return details?.property ?? details?.reference ?? details?.id ?? details?.type;
}

function eventOf(error: unknown): { message?: string; details?: JsonDetails } | undefined {
  return (error as { details?: { event?: { message?: string; details?: JsonDetails } } }).details?.event;
}

/**
 * JSON pointer (RFC 6901) of the first text that is this word, or of the object that has it as a key, in the order of
 * the document.
 */
function pointerOf(word: string, value: unknown, pointer: string): string | undefined {
  if (value === word) return pointer;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, item] of Object.entries(value)) {
    const inner = `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (key === word && !Array.isArray(value)) return pointer;
    const found = pointerOf(word, item, inner);
    if (found !== undefined) return found;
  }
  return undefined;
}

interface JsonDetails {
  readonly property?: string;
  readonly reference?: string;
  readonly id?: string;
  readonly type?: string;
}
