import { describePlace, errorCodes, MeridianError, type ErrorCode, type Place } from '../errors.ts';
import { problemNamespace } from '../rdf/vocabulary.ts';
import type { Reply } from './route.ts';

/** A problem document (RFC 9457) with the place of the cause and what to do about it. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ErrorCode;
  readonly detail: string;
  readonly instance: string;
  readonly place?: Place;
  readonly advice?: string;
}

/** What a caller is told. Failures that were not meant to be read are masked; the log has them with the id. */
export function toProblem(error: unknown, requestId: string): Problem {
  const known = error instanceof MeridianError ? error : undefined;
  const code = known?.code ?? 'internal';
  const masked = known === undefined || code === 'internal';
  return {
    type: problemNamespace + code,
    title: errorCodes[code].title,
    status: errorCodes[code].status,
    code,
    detail: masked
      ? `The request ${requestId} failed inside. Give this number to the operator of the node.`
      : known.place === undefined
        ? known.message
        : `${known.message} (${describePlace(known.place)})`,
    instance: `urn:uuid:${requestId}`,
    ...(masked || known.place === undefined ? {} : { place: known.place }),
    ...(masked || known.advice === undefined ? {} : { advice: known.advice }),
  };
}

export function problemReply(problem: Problem): Reply {
  return {
    status: problem.status,
    mediaType: 'application/problem+json',
    headers: {
      'cache-control': 'no-store',
      ...(problem.status === 401 ? { 'www-authenticate': 'Bearer realm="meridian"' } : {}),
    },
    body: JSON.stringify(problem, undefined, 2),
  };
}
