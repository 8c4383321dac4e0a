import { randomUUID } from 'node:crypto';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import type { Authenticator } from '../access/static-tokens.ts';
import { decide } from '../access/decide.ts';
import { MeridianError } from '../errors.ts';
import { problemReply, toProblem } from './problem.ts';
import type { Call, Method, Reply, Route } from './route.ts';
import { setSecurityHeaders, setSharing } from './security-headers.ts';
import { renderProblemPage } from './pages/problem-page.ts';

export interface AppOptions {
  readonly routes: readonly Route[];
  readonly authenticator: Authenticator;
  /** Told of failures that callers only see masked. */
  readonly onFailure: (error: unknown, requestId: string) => void;
}

const defaultBodyLimit = 1024 * 1024;

/** The application: every route behind authentication, one decision and the same error handling. Does not listen. */
export function createApp({ routes, authenticator, onFailure }: AppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', 'strong');
  app.set('query parser', false);
  app.use((_request, response, next) => {
    response.locals['requestId'] = randomUUID();
    setSecurityHeaders(response);
    next();
  });
  for (const route of routes) {
    const limit = route.bodyLimit ?? defaultBodyLimit;
    const hasBody = route.method === 'post' || route.method === 'put';
    const readBody = hasBody ? [express.raw({ type: () => true, limit })] : [];
    // The decision stands before the body is read: who may not publish does not get to send 256 MiB.
    app[route.method](route.path, authorise(route, authenticator), ...readBody, answer(route));
  }
  app.use(refuseOther(routes));
  app.use((error: unknown, request: Request, response: Response, _next: NextFunction) => {
    const requestId = String(response.locals['requestId']);
    const failure = translate(error);
    const problem = toProblem(failure, requestId);
    if (problem.code === 'internal') onFailure(failure, requestId);
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const wantsPage =
      request.method === 'GET' && request.accepts(['application/json', 'text/html']) === 'text/html';
    send(
      response,
      wantsPage
        ? { status: problem.status, mediaType: 'text/html', body: renderProblemPage(problem) }
        : problemReply(problem),
    );
  });
  return app;
}

function authorise(route: Route, authenticator: Authenticator) {
  return (request: Request, response: Response, next: NextFunction): void => {
    if (route.shared === true) setSharing(response);
    const actor = authenticator.authenticate(request.headers.authorization);
    const provider = request.params['provider'];
    const decision = decide(actor, route.action, typeof provider === 'string' ? { provider } : {});
    if (!decision.allowed) {
      throw new MeridianError(actor.role === 'anonymous' ? 'unauthenticated' : 'forbidden', decision.why, {
        advice:
          actor.role === 'anonymous'
            ? 'Send "Authorization: Bearer TOKEN" with a token of this node.'
            : 'Ask the operator of the node for the role you need.',
      });
    }
    response.locals['actor'] = actor;
    next();
  };
}

function answer(route: Route) {
  return async (request: Request, response: Response): Promise<void> => {
    const reply = await route.handle(toCall(request, response));
    send(response, reply);
  };
}

function toCall(request: Request, response: Response): Call {
  const body: unknown = request.body;
  return {
    method: request.method,
    actor: response.locals['actor'] as Call['actor'],
    params: request.params as Readonly<Record<string, string>>,
    url: new URL(request.originalUrl, `http://${request.headers.host ?? 'localhost'}`),
    headers: request.headers as Readonly<Record<string, string | undefined>>,
    body: body instanceof Uint8Array ? body : new Uint8Array(),
    mediaType: (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '',
    accepts: (mediaTypes) => {
      const chosen = request.accepts([...mediaTypes]);
      return chosen === false ? undefined : chosen;
    },
  };
}

function send(response: Response, reply: Reply): void {
  const text = /^(text\/|application\/(json|problem\+json|.*\+json|.*\+xml)$)/.test(reply.mediaType);
  response.status(reply.status ?? 200);
  for (const [name, value] of Object.entries(reply.headers ?? {})) response.setHeader(name, value);
  response.setHeader('content-type', text ? `${reply.mediaType}; charset=utf-8` : reply.mediaType);
  response.send(Buffer.from(reply.body));
}

/** 405 with Allow where the address exists for other methods, 404 otherwise. */
function refuseOther(routes: readonly Route[]) {
  const matchers = routes.map((route) => ({ method: route.method, pattern: pathPattern(route.path) }));
  return (request: Request, response: Response, next: NextFunction): void => {
    const path = request.path;
    const methods = matchers.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
    if (methods.length === 0) {
      throw new MeridianError('not-found', `There is nothing at ${path}.`, {
        advice: 'GET /openapi.json lists every address.',
      });
    }
    const allow = allowedMethods(methods);
    response.setHeader('allow', allow);
    if (request.method === 'OPTIONS') {
      setSharing(response);
      response.setHeader('access-control-allow-methods', allow);
      response.setHeader('access-control-allow-headers', 'accept, authorization, content-type');
      response.status(204).end();
      return;
    }
    next(new MeridianError('method-not-allowed', `${path} takes ${allow}.`));
  };
}

function allowedMethods(methods: readonly Method[]): string {
  const names = new Set(methods.map((method) => method.toUpperCase()));
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

/** Errors of the body reader and of express itself, said in our words. */
function translate(error: unknown): unknown {
  if (error instanceof MeridianError || !(error instanceof Error)) return error;
  const type = 'type' in error ? error.type : undefined;
  if (type === 'entity.too.large') {
    return new MeridianError('too-large', 'The body is larger than this address takes.', { cause: error });
  }
  if (type === 'request.aborted' || type === 'request.size.invalid' || type === 'encoding.unsupported') {
    return new MeridianError('bad-request', error.message, { cause: error });
  }
  if (error instanceof URIError)
    return new MeridianError('bad-request', 'The address has a malformed escape.', { cause: error });
  return error;
}
