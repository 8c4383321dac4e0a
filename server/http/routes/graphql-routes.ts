import type { Call, Reply, Route } from '../route.ts';

/** Something that answers Fetch API requests: GraphQL Yoga. */
export interface GraphqlHandler {
  fetch(request: Request): Promise<Response> | Response;
}

const mediaTypes = ['application/graphql-response+json', 'application/json'] as const;

/** GraphQL over HTTP; a browser gets GraphiQL. */
export function graphqlRoutes(graphql: GraphqlHandler): readonly Route[] {
  const handle = async (call: Call): Promise<Reply> => {
    const headers = new Headers();
    for (const [name, value] of Object.entries(call.headers)) {
      // Hop-by-hop headers and the length of the body as it was compressed do not hold for this request.
      if (
        value !== undefined &&
        !['content-length', 'content-encoding', 'connection', 'transfer-encoding'].includes(name)
      ) {
        headers.set(name, value);
      }
    }
    const response = await graphql.fetch(
      new Request(call.url, {
        method: call.method,
        headers,
        ...(call.method === 'GET' || call.method === 'HEAD' ? {} : { body: new Uint8Array(call.body) }),
      }),
    );
    // GraphiQL brings a policy of its own: it needs inline script, which no other page may have.
    const passedOn = ['content-security-policy', 'vary', 'allow'].flatMap((name) => {
      const value = response.headers.get(name);
      return value === null ? [] : [[name, value] as const];
    });
    return {
      status: response.status,
      headers: Object.fromEntries(passedOn),
      mediaType:
        (response.headers.get('content-type') ?? 'application/json').split(';')[0] ?? 'application/json',
      body: new Uint8Array(await response.arrayBuffer()),
    };
  };
  const replies = { 200: { description: 'The answer.', mediaTypes } };
  return [
    {
      method: 'get',
      path: '/graphql',
      action: 'read-catalogue',
      shared: true,
      description: {
        summary: 'GraphQL over HTTP (query); GraphiQL for browsers',
        tag: 'graphql',
        parameters: [{ name: 'query', in: 'query', description: 'The operation.' }],
        replies,
      },
      handle,
    },
    {
      method: 'post',
      path: '/graphql',
      action: 'read-catalogue',
      shared: true,
      bodyLimit: 100 * 1024,
      description: { summary: 'GraphQL over HTTP', tag: 'graphql', body: ['application/json'], replies },
      handle,
    },
  ];
}
