import { toNTriplesTerm } from '../../../rdf/n-triples.ts';
import { isNamedNode, literal } from '../../../rdf/terms.ts';
import { isLanguageTag } from '../iri.ts';
import type { TermMap } from '../mapping.ts';
import type { Template } from '../template.ts';
import { compileParts } from './append-value.ts';
import type { ByteScope } from './byte-scope.ts';
import type { ByteTerm } from './byte-term.ts';
import { compileIri } from './compile-iri.ts';
import { appendLiteralText } from './term-bytes.ts';

export interface TermTools {
  readonly baseIri: string;
  /** Compiles a term map by the closures over strings, remembered. */
  remember(map: TermMap): ByteTerm;
  /** A value of this map makes no IRI. */
  badIri(map: TermMap): void;
}

/**
 * Compiles a term map to a closure that copies bytes. What is more than constants, references and templates runs
 * through the closures over strings, which are remembered by the bytes they were given.
 */
export function compileByteTerm(map: TermMap, scope: ByteScope, tools: TermTools): ByteTerm {
  const { expression } = map;
  if (expression.kind === 'constant') {
    return { kind: 'constant', bytes: new TextEncoder().encode(toNTriplesTerm(expression.term)) };
  }
  const template = templateOf(map);
  if (template === undefined || map.termType === 'blank-node') return tools.remember(map);
  if (map.termType === 'literal') {
    const ending = endingOf(map);
    if (ending === undefined) return tools.remember(map);
    const { slots, append } = compileParts(template, scope, escaped, appendLiteralText, '"', ending);
    return { kind: 'one', slots, append: (row, out) => (append(row, out), true) };
  }
  return compileIri(map, template, scope, tools) ?? tools.remember(map);
}

/** References and templates alike. */
function templateOf({ expression }: TermMap): Template | undefined {
  if (expression.kind === 'template') return expression.template;
  return expression.kind === 'reference' ? [{ reference: expression.reference }] : undefined;
}

/** What stands behind the text of a literal: `"`, `"@en`, `"^^<datatype>`; nothing where that depends on the row. */
function endingOf({ language, datatype }: TermMap): string | undefined {
  if (language !== undefined) {
    if (language.kind !== 'constant' || !isLanguageTag(language.term.value)) return undefined;
    return behindText(literal('', language.term.value));
  }
  if (datatype === undefined) return '"';
  const { expression } = datatype;
  if (expression.kind !== 'constant' || !isNamedNode(expression.term)) return undefined;
  return behindText(literal('', expression.term));
}

function behindText(empty: ReturnType<typeof literal>): string {
  return toNTriplesTerm(empty).slice(1);
}

function escaped(text: string): string {
  return toNTriplesTerm(literal(text)).slice(1, -1);
}
