import { MeridianError } from '../errors.ts';
import type { Call, Reply } from './route.ts';

export function json(value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, mediaType: 'application/json', headers, body: JSON.stringify(value, undefined, 2) };
}

export function html(body: string, status = 200): Reply {
  return { status, mediaType: 'text/html', headers: { vary: 'accept' }, body };
}

/** The media type to answer in; throws `not-acceptable` where the caller takes none of them. */
export function negotiate(call: Call, offered: readonly string[]): string {
  const chosen = call.accepts(offered);
  if (chosen === undefined) {
    throw new MeridianError('not-acceptable', `This address answers in ${offered.join(', ')}.`, {
      advice: 'Name one of these in the Accept header.',
    });
  }
  return chosen;
}

/** The value of a query parameter that has to be there. */
export function requiredParameter(call: Call, name: string, advice: string): string {
  const value = call.url.searchParams.get(name);
  if (value === null || value === '') {
    throw new MeridianError('bad-request', `The parameter ${name} is missing.`, { advice });
  }
  return value;
}

/** A path parameter; its absence would be a mistake in the route table. */
export function pathParameter(call: Call, name: string): string {
  const value = call.params[name];
  if (value === undefined) throw new MeridianError('internal', `The route has no parameter ${name}.`);
  return value;
}
