import type { Method, Route } from './route.ts';
import { json } from './reply.ts';

export interface ApiInfo {
  readonly title: string;
  readonly version: string;
  readonly server: string;
}

/** The route that describes all routes, itself included: nothing is written twice. */
export function openApiRoute(routes: readonly Route[], info: ApiInfo): Route {
  const route: Route = {
    method: 'get',
    path: '/openapi.json',
    action: 'read-operation',
    shared: true,
    description: {
      summary: 'This description (OpenAPI 3.1)',
      tag: 'operation',
      replies: { 200: { description: 'The description.', mediaTypes: ['application/json'] } },
    },
    handle: () => json(describeApi([...routes, route], info)),
  };
  return route;
}

/** OpenAPI 3.1 from the table of routes. */
export function describeApi(routes: readonly Route[], info: ApiInfo): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const path = route.path.replace(/[:*](\w+)/g, '{$1}');
    (paths[path] ??= {})[route.method] = describeOperation(route, path);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: info.title,
      version: info.version,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: info.server }],
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: { Problem: problemSchema },
    },
  };
}

function describeOperation(route: Route, path: string): Record<string, unknown> {
  const { description } = route;
  const open = route.action === 'read-operation' || route.action === 'read-catalogue';
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
  const described = description.parameters ?? [];
  const parameters = [
    ...inPath
      .filter((name) => !described.some((parameter) => parameter.name === name))
      .map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
    ...described.map((parameter) => ({
      name: parameter.name,
      in: parameter.in,
      description: parameter.description,
      required: parameter.in === 'path' || parameter.required === true,
      schema: parameter.repeated === true ? { type: 'array', items: { type: 'string' } } : { type: 'string' },
    })),
  ];
  return {
    operationId: operationId(route.method, path),
    summary: description.summary,
    tags: [description.tag],
    'x-meridian-action': route.action,
    ...(open ? {} : { security: [{ token: [] }] }),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(description.body === undefined
      ? {}
      : { requestBody: { required: true, content: content(description.body) } }),
    responses: {
      ...Object.fromEntries(
        Object.entries(description.replies).map(([status, reply]) => [
          status,
          {
            description: reply.description,
            ...(reply.headers === undefined ? {} : { headers: headers(reply.headers) }),
            ...(reply.mediaTypes.length === 0 ? {} : { content: content(reply.mediaTypes) }),
          },
        ]),
      ),
      default: {
        description: 'A problem (RFC 9457).',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

function content(mediaTypes: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(mediaTypes.map((mediaType) => [mediaType, {}]));
}

function headers(described: Readonly<Record<string, string>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(described).map(([name, description]) => [
      name,
      { description, schema: { type: 'string' } },
    ]),
  );
}

function operationId(method: Method, path: string): string {
  const words = path.split(/[^a-zA-Z]+/).filter((word) => word !== '');
  return (
    method +
    words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('') +
    (words.length === 0 ? 'Home' : '')
  );
}

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail', 'instance'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    detail: { type: 'string' },
    instance: { type: 'string' },
    advice: { type: 'string' },
    place: {
      type: 'object',
      properties: {
        file: { type: 'string' },
        line: { type: 'integer' },
        row: { type: 'integer' },
        column: { type: ['integer', 'string'] },
        tag: { type: 'string' },
        pointer: { type: 'string' },
      },
    },
  },
} as const;
