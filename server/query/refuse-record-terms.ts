import type { Query } from '@traqula/rules-sparql-1-2';
import { MeridianError } from '../errors.ts';
import { rdf } from '../rdf/vocabulary.ts';
import { iriReader, type WrittenIri } from './query-dataset.ts';
import { placeOfOffset } from './sparql-parser.ts';
import { walkSyntax, type SyntaxNode } from './walk-syntax.ts';

/**
 * Throws `unsupported-query` for a query that asks for things of the record plane: by a property of it, or as things
 * of one of its classes. For callers who may not read that plane its graphs are empty, and an empty answer would be a
 * wrong number. Asking the ontology stays possible: what such a term means, what stands below it, which properties it
 * has; and so does asking the catalogue for a value that is one of those classes.
 */
export function refuseRecordTerms(
  text: string,
  syntax: Query,
  baseIri: string,
  recordTerms: ReadonlySet<string>,
): void {
  const iriOf = iriReader(syntax, baseIri);
  const triples = [...walkSyntax(syntax)].filter(({ type }) => type === 'triple') as (SyntaxNode & Triple)[];
  const typing = new Set(triples.filter(({ predicate }) => reachesTypes(predicate, iriOf)));
  // `?x a ?c . ?c rdfs:subClassOf eucaim:…` asks for things of a class as well.
  const classes = new Set([...typing].flatMap(({ object }) => variableOf(object) ?? []));
  for (const triple of triples) {
    const { subject, predicate, object } = triple;
    const asksForThings = typing.has(triple) || classes.has(variableOf(subject) ?? '');
    const asking = asksForThings ? [predicate, object] : [predicate];
    for (const term of walkSyntax(asking)) {
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

/** Whether a predicate may be rdf:type: by its name, as a variable, or as what a path does not exclude. */
function reachesTypes(predicate: unknown, iriOf: (term: WrittenIri) => string): boolean {
  return [...walkSyntax(predicate)].some(
    (part) =>
      part.subType === 'variable' || part.subType === '!' || (isIri(part) && iriOf(part) === rdf.type.value),
  );
}

interface Triple {
  readonly subject: unknown;
  readonly predicate: unknown;
  readonly object: unknown;
}

/** The name of a variable; undefined for every other term. */
function variableOf(term: unknown): string | undefined {
  const [node] = walkSyntax(term);
  return node?.subType === 'variable' && 'value' in node ? String(node.value) : undefined;
}

function isIri(node: SyntaxNode): node is SyntaxNode & WrittenIri {
  return node.type === 'term' && node.subType === 'namedNode';
}

function written({ value, prefix }: WrittenIri): string {
  return prefix === undefined ? `<${value}>` : `${prefix}:${value}`;
}
