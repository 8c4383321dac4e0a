import type { BlankNode, Literal, NamedNode } from '../../../rdf/terms.ts';
import { literal, namedNode } from '../../../rdf/terms.ts';
import { rml } from '../../../rdf/vocabulary.ts';
import type { YamlNode } from './yaml-text.ts';
import type { YarrrmlReading } from './yarrrml-reading.ts';
import { parseYarrrmlTemplate, rmlTemplate } from './yarrrml-template.ts';

/** What a term is to be, as YARRRML calls it; the last three are of RML-Core, and not in YARRRML. */
export type YarrrmlType = 'iri' | 'blank' | 'literal' | 'uri' | 'unsafe-iri' | 'unsafe-uri';

/** What a literal is beside its words. */
export interface LiteralKind {
  readonly datatype?: YamlNode;
  readonly language?: YamlNode;
}

/** Adds what a text of the mapping says to a map: a constant, a reference or a template. */
export function addExpression(
  reading: YarrrmlReading,
  map: NamedNode | BlankNode,
  text: string,
  type: YarrrmlType,
  at: YamlNode,
  kind: LiteralKind = {},
): void {
  const template = parseYarrrmlTemplate(text);
  if (template === undefined)
    throw reading.yaml.bad(
      at,
      'A reference has no end, or no name.',
      'Write $(name); a bracket in a name as \\).',
    );
  const [first, ...rest] = template;
  if (first === undefined) return;
  if (rest.length === 0 && 'reference' in first) {
    reading.add(map, rml.reference, literal(first.reference));
  } else if (rest.length === 0 && 'text' in first) {
    reading.add(map, rml.constant, constant(reading, first.text, type, at, kind));
  } else {
    const begin = isIri(type) && 'text' in first ? { text: reading.expand(first.text, at) } : first;
    reading.add(map, rml.template, literal(rmlTemplate([begin, ...rest])));
  }
}

function isIri(type: YarrrmlType): boolean {
  return type !== 'literal' && type !== 'blank';
}

function constant(
  reading: YarrrmlReading,
  text: string,
  type: YarrrmlType,
  at: YamlNode,
  { datatype, language }: LiteralKind,
): NamedNode | Literal {
  const { yaml } = reading;
  if (isIri(type)) return namedNode(reading.expand(text, at));
  if (type === 'blank') throw yaml.bad(at, 'A blank node cannot be a constant.');
  if (language !== undefined) return literal(text, fixed(reading, language, 'A language'));
  if (datatype === undefined) return literal(text);
  return literal(text, namedNode(reading.expand(fixed(reading, datatype, 'A datatype'), datatype)));
}

/** A text without references. */
function fixed(reading: YarrrmlReading, node: YamlNode, what: string): string {
  const text = reading.yaml.text(node, what);
  if (!text.includes('$(')) return text;
  throw reading.yaml.bad(node, `${what} of a constant cannot be a reference.`);
}
