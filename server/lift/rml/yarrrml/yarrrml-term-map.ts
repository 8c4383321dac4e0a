import type { BlankNode, NamedNode } from '../../../rdf/terms.ts';
import { rml } from '../../../rdf/vocabulary.ts';
import type { YamlNode } from './yaml-text.ts';
import { addFunction, readFunction } from './yarrrml-functions.ts';
import { functionKeys } from './yarrrml-keys.ts';
import type { YarrrmlReading } from './yarrrml-reading.ts';
import { parseYarrrmlTemplate } from './yarrrml-template.ts';
import type { LiteralKind, YarrrmlType } from './yarrrml-terms.ts';
import { addExpression } from './yarrrml-terms.ts';

const termTypes: Readonly<Record<YarrrmlType, NamedNode>> = {
  iri: rml.IRI,
  blank: rml.BlankNode,
  literal: rml.Literal,
  uri: rml.URI,
  'unsafe-iri': rml.UnsafeIRI,
  'unsafe-uri': rml.UnsafeURI,
};

/**
 * Adds a term map with its type, datatype and language; for a constant they are its own. The type of a bare reference
 * that nobody stated is left open: a source that holds an IRI or a language keeps it.
 */
export function addTerm(
  reading: YarrrmlReading,
  map: NamedNode | BlankNode,
  text: string,
  type: YarrrmlType,
  at: YamlNode,
  kind: LiteralKind & { readonly stated?: boolean } = {},
): void {
  addExpression(reading, map, text, type, at, kind);
  const template = parseYarrrmlTemplate(text) ?? [];
  if (!template.some((part) => 'reference' in part)) return;
  const open = type === 'literal' && template.length === 1 && kind.stated !== true;
  addKind(reading, map, open ? undefined : type, kind);
}

/** Adds type, datatype and language to a map that is no constant. */
export function addKind(
  reading: YarrrmlReading,
  map: NamedNode | BlankNode,
  type: YarrrmlType | undefined,
  { datatype, language }: LiteralKind,
): void {
  if (type !== undefined) reading.add(map, rml.termType, termTypes[type]);
  const { yaml } = reading;
  if (yaml.isMap(datatype)) {
    const fields = yaml.fields(datatype, 'A datatype', functionKeys);
    addFunction(reading, reading.below(map, rml.datatypeMap), readFunction(reading, fields, datatype));
  } else if (datatype !== undefined)
    addExpression(
      reading,
      reading.below(map, rml.datatypeMap),
      yaml.text(datatype, 'A datatype'),
      'iri',
      datatype,
    );
  if (language !== undefined) {
    const tag = yaml.text(language, 'A language');
    addExpression(reading, reading.below(map, rml.languageMap), tag, 'literal', language);
  }
}

/** The type that a node names; nothing without a node. */
export function typeNamed({ yaml }: YarrrmlReading, node: YamlNode): YarrrmlType | undefined {
  if (node === undefined) return undefined;
  const name = yaml.text(node, '"type"');
  if (name in termTypes) return name as YarrrmlType;
  throw yaml.bad(node, `The type "${name}" is not known.`, `Known are ${Object.keys(termTypes).join(', ')}.`);
}
