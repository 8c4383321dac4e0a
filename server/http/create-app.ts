import { randomUUID } from 'node:crypto';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import type { Authenticator } from '../access/static-tokens.ts';
import { decide } from '../access/decide.ts';
import { MeridianError } from '../errors.ts';
import { problemReply, toProblem } from './problem.ts';
import { readTheme, type Theme } from './pages/page-setting.ts';
import { renderProblemPage } from './pages/problem-page.ts';
import { refuseOther } from './refuse-other.ts';
import type { Call, Reply, Route } from './route.ts';
import { setSecurityHeaders, setSharing } from './security-headers.ts';
import { translateFailure } from './translate-failure.ts';

export interface AppOptions {
  readonly routes: readonly Route[];
  readonly authenticator: Authenticator;
  /** Public address of the node; what a request calls it (Host, absolute-form target) is never believed. */
  readonly base: string;
  /** What the node still waits for; undefined once it answers. Until then only its operation can be asked. */
  readonly waitingFor: () => string | undefined;
  /** Told of failures that callers only see masked. */
  readonly onFailure: (error: unknown, requestId: string) => void;
}

const defaultBodyLimit = 1024 * 1024;

/** The application: every route behind authentication, one decision and the same error handling. Does not listen. */
export function createApp({ routes, authenticator, base, waitingFor, onFailure }: AppOptions): Express {
  const app = express();
  const { origin } = new URL(base);
  app.disable('x-powered-by');
  app.set('etag', 'strong');
  app.set('query parser', false);
  // Addresses are IRIs, and IRIs that differ in case are different (RFC 3986, section 6.2.2.1).
  app.set('case sensitive routing', true);
  app.use((request, response, next) => {
    // "no-cache" speaks to caches on the way (RFC 9111, section 5.2.1.4), and fetch sends it with If-None-Match.
    // Here is the origin: what is unchanged is 304 all the same.
    delete request.headers['cache-control'];
    response.locals['requestId'] = randomUUID();
    setSecurityHeaders(response);
    next();
  });
  for (const route of routes) {
    const limit = route.bodyLimit ?? defaultBodyLimit;
    const hasBody = route.method === 'post' || route.method === 'put';
    const readBody = hasBody ? [express.raw({ type: () => true, limit })] : [];
    // The decision stands before the body is read: who may not publish does not get to send 256 MiB.
    app[route.method](
      route.path,
      authorise(route, authenticator),
      awaitReady(route, waitingFor),
      ...readBody,
      answer(route, origin),
    );
  }
  app.use(refuseOther(routes));
  app.use((error: unknown, request: Request, response: Response, _next: NextFunction) => {
    const requestId = String(response.locals['requestId']);
    const failure = translateFailure(error);
    const problem = toProblem(failure, requestId);
    // A mapping or shape that is broken shows to callers; it is still the operator's to mend.
    if (problem.status === 500) onFailure(failure, requestId);
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const reply = problemReply(problem);
    send(
      response,
      wantsPage(request)
        ? { ...reply, mediaType: 'text/html', body: renderProblemPage(problem, pageSetting(request)) }
        : reply,
    );
  });
  return app;
}

/** How the reader wants to see pages, as the address says it. */
function pageSetting(request: Request): { language: string; theme: Theme } {
  const parameters = new URLSearchParams(request.originalUrl.split('?')[1]);
  return { language: parameters.get('lang') ?? 'en', theme: readTheme(parameters.get('theme')) };
}

/** Whether a failure is shown as a page: to who asks for HTML by name and before any JSON. */
function wantsPage(request: Request): boolean {
  const isReading = request.method === 'GET' || request.method === 'HEAD';
  const forms = ['application/problem+json', 'application/json', 'text/html'];
  return isReading && request.accepts(forms) === 'text/html';
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

/** A node that has not loaded everything would give wrong numbers, and take deliveries that it could not place. */
function awaitReady(route: Route, waitingFor: AppOptions['waitingFor']) {
  return (_request: Request, response: Response, next: NextFunction): void => {
    const waiting = route.action === 'read-operation' ? undefined : waitingFor();
    if (waiting !== undefined) {
      response.setHeader('retry-after', '2');
      throw new MeridianError('not-ready', `The node waits for ${waiting}.`, {
        advice: 'Ask again in a few seconds; GET /health/ready says when.',
      });
    }
    next();
  };
}

function answer(route: Route, origin: string) {
  return async (request: Request, response: Response): Promise<void> => {
    const reply = await route.handle(toCall(request, response, origin));
    send(response, reply);
  };
}

function toCall(request: Request, response: Response, origin: string): Call {
  const body: unknown = request.body;
  const query = request.originalUrl.indexOf('?');
  return {
    id: String(response.locals['requestId']),
    method: request.method,
    actor: response.locals['actor'] as Call['actor'],
    params: request.params as Readonly<Record<string, string>>,
    url: new URL(origin + request.path + (query < 0 ? '' : request.originalUrl.slice(query))),
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
