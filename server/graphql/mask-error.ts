import { GraphQLError } from 'graphql';
import { maskError as maskUnexpected } from 'graphql-yoga';
import { MeridianError } from '../errors.ts';
import { problemNamespace } from '../rdf/vocabulary.ts';

/**
 * What a caller is told of a failure: one that is meant to be read keeps its message and carries its code, problem
 * type (as in RFC 9457), place and advice in `extensions`; mistakes in the query are graphql's own; all else is
 * masked.
 */
export function maskError(error: unknown, message: string): Error {
  const known = causeOf(error);
  if (known === undefined || known.code === 'internal') return maskUnexpected(error, message, false);
  return new GraphQLError(known.message, {
    ...(error instanceof GraphQLError
      ? { nodes: error.nodes, source: error.source, positions: error.positions, path: error.path }
      : {}),
    extensions: {
      code: known.code,
      type: problemNamespace + known.code,
      ...(known.place === undefined ? {} : { place: known.place }),
      ...(known.advice === undefined ? {} : { advice: known.advice }),
    },
  });
}

function causeOf(error: unknown): MeridianError | undefined {
  if (error instanceof MeridianError) return error;
  return error instanceof GraphQLError && error.cause instanceof MeridianError ? error.cause : undefined;
}
