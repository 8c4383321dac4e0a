/**
 * Where something went wrong, in the words of whoever holds the source: a file and a line for text, a row and
 * a column for tables, a tag for DICOM, a JSON pointer (RFC 6901) for JSON. Only what is known is set.
 */
export interface Place {
  readonly file?: string;
  /** Table of a database, or sheet of a workbook. */
  readonly table?: string;
  readonly line?: number;
  readonly column?: number | string;
  readonly row?: number;
  readonly tag?: string;
  readonly pointer?: string;
}

/** The table of codes: every failure a caller can meet, its HTTP status, title and exit code of the command line. */
export const errorCodes = {
  'syntax-error': { status: 400, title: 'The input could not be read', exit: 2 },
  'unknown-format': { status: 415, title: 'The format is not supported', exit: 2 },
  'not-acceptable': { status: 406, title: 'None of the accepted formats can be given', exit: 2 },
  'bad-request': { status: 400, title: 'The request is not understood', exit: 2 },
  'bad-definition': { status: 422, title: 'The cohort definition is not valid', exit: 2 },
  'other-release': { status: 409, title: 'The ontology here is of another release', exit: 2 },
  'not-ready': { status: 503, title: 'The node is still starting', exit: 3 },
  'unknown-concept': { status: 422, title: 'A concept is not known', exit: 2 },
  'unsupported-query': { status: 422, title: 'This part of the query is not supported', exit: 2 },
  'bad-query': { status: 400, title: 'The query could not be parsed', exit: 2 },
  'bad-mapping': { status: 500, title: 'A mapping is not valid', exit: 2 },
  'bad-shapes': { status: 500, title: 'A shape is not valid', exit: 2 },
  'bad-ontology': { status: 500, title: 'The ontology is not valid', exit: 2 },
  'bad-config': { status: 500, title: 'The configuration is not valid', exit: 2 },
  'unreadable-source': { status: 422, title: 'A source file could not be read', exit: 2 },
  'not-conformant': { status: 422, title: 'The metadata does not conform to the profile', exit: 1 },
  unauthenticated: { status: 401, title: 'A token is needed', exit: 2 },
  forbidden: { status: 403, title: 'Your role does not allow this', exit: 2 },
  'not-found': { status: 404, title: 'There is nothing at this address', exit: 2 },
  'method-not-allowed': { status: 405, title: 'This address does not take that method', exit: 2 },
  'too-large': { status: 413, title: 'The request is too large', exit: 2 },
  conflict: { status: 409, title: 'Someone else changed this in the meantime', exit: 2 },
  timeout: { status: 503, title: 'The answer took too long', exit: 3 },
  overloaded: { status: 503, title: 'Too much is being asked at once', exit: 3 },
  'node-failed': { status: 502, title: 'Another node could not answer', exit: 3 },
  internal: { status: 500, title: 'Something failed inside', exit: 3 },
} as const satisfies Record<string, { status: number; title: string; exit: 1 | 2 | 3 }>;

export type ErrorCode = keyof typeof errorCodes;

export interface ErrorOptions {
  /** Where the cause lies, if it has a place. */
  readonly place?: Place;
  /** What the reader can do about it, one sentence. */
  readonly advice?: string;
  readonly cause?: unknown;
}

/** A failure that is meant to be read by the person who caused it, or who can mend it. */
export class MeridianError extends Error {
  readonly code: ErrorCode;
  readonly place: Place | undefined;
  readonly advice: string | undefined;

  constructor(code: ErrorCode, message: string, options: ErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'MeridianError';
    this.code = code;
    this.place = options.place;
    this.advice = options.advice;
  }

  get status(): number {
    return errorCodes[this.code].status;
  }

  get exit(): 1 | 2 | 3 {
    return errorCodes[this.code].exit;
  }
}

/** The same failure, said with a place that a caller further up knows better (a file name, a row). */
export function withPlace(error: unknown, place: Place): MeridianError {
  if (error instanceof MeridianError) {
    return new MeridianError(error.code, error.message, {
      place: { ...place, ...error.place },
      ...(error.advice === undefined ? {} : { advice: error.advice }),
      cause: error.cause ?? error,
    });
  }
  return new MeridianError('internal', error instanceof Error ? error.message : String(error), {
    place,
    cause: error,
  });
}

/** `file.csv, row 12, column "Alter"`: a place as people read it. */
export function describePlace(place: Place): string {
  const parts: string[] = [];
  if (place.file !== undefined) parts.push(place.file);
  if (place.line !== undefined) parts.push(`line ${place.line}`);
  if (place.table !== undefined) parts.push(`table ${place.table}`);
  if (place.row !== undefined) parts.push(`row ${place.row}`);
  if (place.column !== undefined)
    parts.push(typeof place.column === 'number' ? `column ${place.column}` : `column "${place.column}"`);
  if (place.tag !== undefined) parts.push(`tag ${place.tag}`);
  if (place.pointer !== undefined) parts.push(`at ${place.pointer === '' ? 'the root' : place.pointer}`);
  return parts.join(', ');
}
