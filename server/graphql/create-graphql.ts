import type { parse as parseGraphql, ParseOptions } from 'graphql';
import { createYoga, type Plugin, type YogaLogger, type YogaServerInstance } from 'graphql-yoga';
import { graphiqlPolicy } from './graphiql-policy.ts';
import { maskError } from './mask-error.ts';
import { queryLimits, queryLimitsRule } from './query-limits.ts';
import { RequestBudget, type GraphqlContext } from './request-budget.ts';
import { buildGraphqlSchema, type SchemaServices } from './schema.ts';

export interface GraphqlOptions extends SchemaServices {
  /** Told of failures that callers see masked. Standard error where it is left out. */
  readonly onFailure?: (failure: unknown) => void;
}

/** Bytes of a request; the HTTP layer refuses larger ones before they come here. */
const bodyLimit = 100_000;

const exampleQuery = `# Datasets of this node, and how many state which imaging modality.
query Example {
  node { title release totals { datasets patients } }
  datasets(first: 5) {
    totalCount
    nodes { id title patients modality { code label } bodyPart { code label } }
    facets { attribute unknown values { label count } }
  }
}
`;

/**
 * GraphQL over HTTP at `/graphql` (GraphQL over HTTP, 2025 draft), with GraphiQL for browsers. The page of GraphiQL is
 * one document with everything in it: it asks nothing of other hosts, but needs inline script, style and workers,
 * which its response allows with a policy of its own.
 * Sharing with other origins (CORS) is the HTTP layer's.
 */
export function createGraphql(options: GraphqlOptions): YogaServerInstance<object, GraphqlContext> {
  return createYoga<object, GraphqlContext>({
    schema: buildGraphqlSchema(options),
    context: () => ({ budget: new RequestBudget() }),
    maskedErrors: { maskError, errorMessage: 'Something failed inside.' },
    plugins: [limitQueries, guardGraphiql],
    maxRequestBodySize: bodyLimit,
    multipart: false,
    batching: false,
    cors: false,
    landingPage: false,
    graphqlEndpoint: '/graphql',
    graphiql: { title: 'Meridian GraphQL', defaultQuery: exampleQuery },
    // Loaded when first asked for: nine megabytes that a node without browsers never needs.
    renderGraphiQL: async (page) => (await import('@graphql-yoga/render-graphiql')).renderGraphiQL(page),
    logging: failureLogger(options.onFailure ?? console.error),
  });
}

const limitQueries: Plugin = {
  onParse({ parseFn, setParseFn }) {
    const parse = parseFn as typeof parseGraphql;
    setParseFn((source: string, options?: ParseOptions) =>
      parse(source, { ...options, maxTokens: queryLimits.tokens }),
    );
  },
  onValidate({ addValidationRule }) {
    addValidationRule(queryLimitsRule);
  },
};

const guardGraphiql: Plugin = {
  onResponse({ response }) {
    if (response.headers.get('content-type')?.startsWith('text/html') !== true) return;
    response.headers.set('content-security-policy', graphiqlPolicy);
    response.headers.set('vary', 'accept');
  },
};

/** Yoga tells its logger of masked failures; of its other messages only errors matter here. */
function failureLogger(onFailure: (failure: unknown) => void): YogaLogger {
  const ignore = (): void => undefined;
  return {
    debug: ignore,
    info: ignore,
    warn: ignore,
    error: (...failures: unknown[]) => {
      failures.forEach(onFailure);
    },
  };
}
