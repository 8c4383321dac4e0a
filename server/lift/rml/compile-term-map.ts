import type { BlankNode, Literal, NamedNode } from '../../rdf/terms.ts';
import { blankNode, literal, namedNode } from '../../rdf/terms.ts';
import { xsd } from '../../rdf/vocabulary.ts';
import type { SourceRecord, Value } from '../sources/record-source.ts';
import { lexicalOf } from '../sources/record-source.ts';
import type { Extract, Scope } from './compile-expression.ts';
import { compileExpression } from './compile-expression.ts';
import { encodeForIri, encodeForUri, isAbsoluteIri, isIriText, isLanguageTag, isUriText } from './iri.ts';
import type { TermMap, TermType } from './mapping.ts';

export type MadeTerm = NamedNode | BlankNode | Literal;

/** A compiled term map: the terms it makes of a record. */
export type MakeTerms = (record: SourceRecord) => readonly MadeTerm[];

export interface TermScope extends Scope {
  readonly baseIri: string;
  readonly blankNodes: BlankNodes;
  /** Said once per value that makes no term: the record's place is known to the runner, the value is never shown. */
  dataError(record: SourceRecord, message: string, map: TermMap): void;
}

/** Blank nodes by what they stand for, so that equal values are one node over all triples maps of a run. */
export class BlankNodes {
  readonly #nodes = new Map<string, BlankNode>();

  of(what: string): BlankNode {
    let node = this.#nodes.get(what);
    if (node === undefined) {
      node = blankNode(`m${this.#nodes.size}`);
      this.#nodes.set(what, node);
    }
    return node;
  }
}

/** Compiles a term map (RML-Core, generation of RDF terms). `id` tells blank nodes without expression apart. */
export function compileTermMap(map: TermMap, scope: TermScope, id: string): MakeTerms {
  if (map.expression.kind === 'constant') {
    const terms = [map.expression.term as MadeTerm];
    return () => terms;
  }
  if (map.expression.kind === 'none') {
    return ({ origin }) => [
      scope.blankNodes.of(JSON.stringify([id, origin.file, origin.row, origin.line, origin.pointer])),
    ];
  }
  const extract = compileExpression(map.expression, scope, encoderOf(map.termType));
  const make = map.termType === 'literal' ? literals(map, scope) : resources(map, scope);
  return (record) => {
    const values = extract(record);
    const [only] = values;
    if (only === undefined) return noTerms;
    if (values.length === 1) return make(only, record);
    return values.flatMap((value) => make(value, record));
  };
}

const noTerms: readonly MadeTerm[] = [];

type Make = (value: Value, record: SourceRecord) => readonly MadeTerm[];

function resources(map: TermMap, scope: TermScope): Make {
  if (map.termType === 'blank-node') return (value) => [scope.blankNodes.of(`=${lexicalOf(value)}`)];
  const unsafe = map.termType.startsWith('unsafe');
  const valid = map.termType === 'uri' ? isUriText : isIriText;
  return (value, record) => {
    const text = lexicalOf(value);
    const iri = isAbsoluteIri(text) ? text : scope.baseIri + text;
    if (unsafe || valid(iri)) return [namedNode(iri)];
    scope.dataError(record, badIri, map);
    return noTerms;
  };
}

export const badIri = 'A value cannot be used as an IRI: it holds a space or another forbidden character.';

function literals(map: TermMap, scope: TermScope): Make {
  if (map.language !== undefined) return languageLiterals(map, compileExpression(map.language, scope), scope);
  if (map.datatype !== undefined) {
    const datatypes = compileTermMap(map.datatype, scope, '');
    return (value, record) =>
      datatypes(record).flatMap((datatype) =>
        datatype.termType === 'NamedNode' ? [literal(lexicalOf(value), datatype)] : [],
      );
  }
  return (value) => {
    if (typeof value === 'string') return [literal(value, xsd.string)];
    // Where the mapping states nothing, a source that holds an IRI or a language keeps it.
    if (value.iri === true && !map.stated) return [namedNode(value.lexical)];
    if (value.language !== undefined) return [literal(value.lexical, value.language)];
    return [literal(value.lexical, value.datatype ?? xsd.string)];
  };
}

function languageLiterals(map: TermMap, languages: Extract, scope: TermScope): Make {
  return (value, record) =>
    languages(record).flatMap((language) => {
      const tag = lexicalOf(language);
      if (isLanguageTag(tag)) return [literal(lexicalOf(value), tag)];
      scope.dataError(record, 'A value that names a language is no language tag (BCP 47).', map);
      return [];
    });
}

function encoderOf(type: TermType): (value: string) => string {
  if (type === 'iri') return encodeForIri;
  if (type === 'uri') return encodeForUri;
  return (value) => value;
}
