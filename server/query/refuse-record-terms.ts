import type { Query } from '@traqula/rules-sparql-1-2';
import { MeridianError } from '../errors.ts';
import { eucaim, rdfs } from '../rdf/vocabulary.ts';
import { iriReader, type WrittenIri } from './query-dataset.ts';
import { placeOfOffset } from './sparql-parser.ts';
import { isIri, isTriple, typingTriple, type Triple } from './typing-triple.ts';
import { walkSyntax } from './walk-syntax.ts';

/** The terms of the record plane; `concept`: a class that is a concept of a vocabulary too. */
export type RecordTerms = ReadonlyMap<string, 'class' | 'concept' | 'property'>;

type IriReader = (term: WrittenIri) => string;

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
  recordTerms: RecordTerms,
): void {
  const iriOf = iriReader(syntax, baseIri);
  // What a query declares, reads from and constructs is not what it asks for.
  const nodes = [...walkSyntax({ ...syntax, context: [], datasets: [], template: [] })];
  const triples = nodes.filter(isTriple);
  const asking = askingClasses(triples, iriOf, recordTerms);
  const predicates = new Set(triples.flatMap(({ predicate }) => [...walkSyntax(predicate)]));
  for (const term of nodes) {
    if (!isIri(term)) continue;
    const kind = recordTerms.get(iriOf(term));
    if (kind === undefined || !(predicates.has(term) || (kind !== 'property' && asking(term, kind))))
      continue;
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

/**
 * Tells whether a class at some place of a query asks for its things. Where types are left open, as in `?x a ?c`, they
 * may be bound to a class anywhere: by a filter, a list of values, a hierarchy. Otherwise only what stands as a type
 * asks. A concept is a value of datasets too, which `?dataset ?any eucaim:…` looks for: it has to be named as a type.
 */
function askingClasses(
  triples: readonly Triple[],
  iriOf: IriReader,
  recordTerms: RecordTerms,
): (term: unknown, kind: 'class' | 'concept') => boolean {
  const typing = triples.flatMap((triple) => typingTriple(triple, iriOf) ?? []);
  const describesClass = classDescriptions(triples, iriOf, recordTerms);
  const open = typing.filter(
    ({ triple, types }) => types.some((type) => !isIri(type)) && !describesClass(triple),
  );
  const values = new Set(
    triples.filter(({ predicate }) => tellsValue(predicate, iriOf)).map(({ object }) => object),
  );
  return (term, kind) => {
    const matters = ({ explicit }: { explicit: boolean }): boolean => explicit || kind === 'class';
    const isType = typing.some((each) => matters(each) && each.types.includes(term));
    return isType || (open.some(matters) && !values.has(term));
  };
}

/** Whether a triple is about a class: a record term, or a variable that the query says to be below one. */
function classDescriptions(
  triples: readonly Triple[],
  iriOf: IriReader,
  recordTerms: RecordTerms,
): (triple: Triple) => boolean {
  const isRecordTerm = (term: unknown): boolean => isIri(term) && recordTerms.has(iriOf(term));
  const below = new Set(
    triples
      .filter(({ predicate, object }) => isRecordTerm(object) && isHierarchy(predicate, iriOf))
      .flatMap(({ subject }) => variableOf(subject) ?? []),
  );
  return ({ subject, predicate }) =>
    ![...walkSyntax(predicate)].some(({ subType }) => subType === '^') &&
    (isRecordTerm(subject) || below.has(variableOf(subject) ?? ''));
}

/** Whether a predicate is rdfs:subClassOf, or a path of nothing else. */
function isHierarchy(predicate: unknown, iriOf: IriReader): boolean {
  const parts = [...walkSyntax(predicate)];
  return parts.every((part) =>
    isIri(part) ? iriOf(part) === rdfs.subClassOf.value : part.type === 'path' && part.subType !== '!',
  );
}

/** Whether a predicate is a property of EUCAIM: things have them, and the classes of the ontology never do. */
function tellsValue(predicate: unknown, iriOf: IriReader): boolean {
  return isIri(predicate) && iriOf(predicate).startsWith(eucaim.namespace);
}

/** The name of a variable; undefined for every other term. */
function variableOf(term: unknown): string | undefined {
  const [node] = walkSyntax(term);
  return node?.subType === 'variable' && 'value' in node ? String(node.value) : undefined;
}

function written({ value, prefix }: WrittenIri): string {
  return prefix === undefined ? `<${value}>` : `${prefix}:${value}`;
}
