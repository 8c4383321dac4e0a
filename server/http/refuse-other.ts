import type { NextFunction, Request, Response } from 'express';
import { MeridianError } from '../errors.ts';
import type { Route } from './route.ts';
import { setSharing } from './security-headers.ts';

/** For what no route took: OPTIONS, 405 with Allow where the address has other methods, 404 otherwise. */
export function refuseOther(routes: readonly Route[]) {
  const matchers = routes.map((route) => ({ route, pattern: pathPattern(route.path) }));
  return (request: Request, response: Response, next: NextFunction): void => {
    const path = request.path;
    const found = matchers.filter(({ pattern }) => pattern.test(path)).map(({ route }) => route);
    if (found.length === 0) {
      throw new MeridianError('not-found', `There is nothing at ${path}.`, {
        advice: 'GET /openapi.json lists every address.',
      });
    }
    const allow = allowedMethods(found);
    response.setHeader('allow', allow);
    if (request.method === 'OPTIONS') {
      const shared = found.filter((route) => route.shared === true);
      if (shared.length > 0) {
        setSharing(response);
        response.setHeader('access-control-allow-methods', allowedMethods(shared));
        response.setHeader('access-control-allow-headers', 'accept, authorization, content-type');
      }
      response.status(204).end();
      return;
    }
    next(new MeridianError('method-not-allowed', `${path} takes ${allow}.`));
  };
}

function allowedMethods(routes: readonly Route[]): string {
  const names = new Set(routes.map(({ method }) => method.toUpperCase()));
  if (names.has('GET')) names.add('HEAD');
  names.add('OPTIONS');
  return [...names].sort().join(', ');
}

function pathPattern(path: string): RegExp {
  const source = path
    .split('/')
    .map((part) =>
      part.startsWith(':') ? '[^/]+' : part.startsWith('*') ? '.+' : part.replace(/[.\\]/g, '\\$&'),
    )
    .join('/');
  return new RegExp(`^${source}/?$`);
}
