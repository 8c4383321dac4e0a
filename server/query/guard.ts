import type { Query, Update } from '@traqula/rules-sparql-1-2';
import { MeridianError } from '../errors.ts';
import { parseSparql, placeOfOffset } from './sparql-parser.ts';
import { walkSyntax } from './walk-syntax.ts';
import type { SyntaxNode } from './walk-syntax.ts';

export type QueryForm = 'SELECT' | 'ASK' | 'CONSTRUCT' | 'DESCRIBE';

/** What a SPARQL text turned out to be. */
export type GuardedText =
  | { readonly kind: 'query'; readonly form: QueryForm; readonly syntax: Query }
  | { readonly kind: 'update'; readonly syntax: Update };

const forms: Readonly<Record<Query['subType'], QueryForm>> = {
  select: 'SELECT',
  ask: 'ASK',
  construct: 'CONSTRUCT',
  describe: 'DESCRIBE',
};

/**
 * Reads a SPARQL text before anything is done with it. Throws `bad-query` where it does not parse, and
 * `unsupported-query` for what would make this server call others: SERVICE and LOAD.
 */
export function guard(text: string): GuardedText {
  const syntax = parseSparql(text);
  for (const node of walkSyntax(syntax)) {
    if (node.type === 'pattern' && node.subType === 'service') {
      throw refuse(text, node, 'SERVICE', 'Ask /federation/sparql of a hub, which asks its nodes for you.');
    }
    if (node.type === 'updateOperation' && node.subType === 'load') {
      throw refuse(text, node, 'LOAD', 'Send the statements themselves: with INSERT DATA, or to /graphs.');
    }
  }
  return syntax.type === 'update'
    ? { kind: 'update', syntax }
    : { kind: 'query', form: forms[syntax.subType], syntax };
}

/** The same, for where only a query is meant; throws `bad-query` for an update. */
export function guardQuery(text: string): GuardedText & { readonly kind: 'query' } {
  const guarded = guard(text);
  if (guarded.kind === 'query') return guarded;
  if (guarded.syntax.updates.every(({ operation }) => operation === undefined)) {
    throw new MeridianError('bad-query', 'The text holds no query.');
  }
  throw new MeridianError('bad-query', 'This is an update, and only queries are taken here.', {
    advice: 'Change data by publishing: PUT /providers/{id}/submissions/{name}.',
  });
}

function refuse(text: string, node: SyntaxNode, what: string, advice: string): MeridianError {
  const start = node.loc?.start;
  return new MeridianError('unsupported-query', `${what} is not supported: this server calls no other.`, {
    ...(start === undefined ? {} : { place: placeOfOffset(text, start) }),
    advice,
  });
}
