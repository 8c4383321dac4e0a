import type { Query } from '@traqula/rules-sparql-1-2';
import { MeridianError } from '../errors.ts';
import { iriReader, type WrittenIri } from './query-dataset.ts';
import { placeOfOffset } from './sparql-parser.ts';
import { walkSyntax, type SyntaxNode } from './walk-syntax.ts';

/**
 * Throws `unsupported-query` for a query that asks for things of the record plane: by a property of it, or by one of
 * its classes. For callers who may not read that plane its graphs are empty, and an empty answer would be a wrong
 * number. Asking the ontology what such a term means stays possible: it is then the subject.
 */
export function refuseRecordTerms(
  text: string,
  syntax: Query,
  baseIri: string,
  recordTerms: ReadonlySet<string>,
): void {
  const iriOf = iriReader(syntax, baseIri);
  for (const node of walkSyntax(syntax)) {
    if (node.type !== 'triple') continue;
    const { predicate, object } = node as unknown as { predicate: unknown; object: unknown };
    for (const term of [...walkSyntax(predicate), ...walkSyntax(object)]) {
      if (!isIri(term) || !recordTerms.has(iriOf(term))) continue;
      const start = term.loc?.start;
      throw new MeridianError(
        'unsupported-query',
        `${written(term)} belongs to patient records, which only their provider may query.`,
        {
          ...(start === undefined ? {} : { place: placeOfOffset(text, start) }),
          advice:
            'Count patients with POST /cohorts/count, or over all nodes with POST /federation/cohorts/count.',
        },
      );
    }
  }
}

function isIri(node: SyntaxNode): node is SyntaxNode & WrittenIri {
  return node.type === 'term' && node.subType === 'namedNode';
}

function written({ value, prefix }: WrittenIri): string {
  return prefix === undefined ? `<${value}>` : `${prefix}:${value}`;
}
