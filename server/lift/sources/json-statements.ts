import type { MeridianError } from '../../errors.ts';
import type { ParsedRdf } from '../../rdf/parse-rdf.ts';
import type { Literal, NamedNode, Quad } from '../../rdf/terms.ts';
import { blankNode, literal, namedNode, quad } from '../../rdf/terms.ts';
import { xsd } from '../../rdf/vocabulary.ts';
import type { SourceFile } from '../lifter.ts';
import { readJsonDocuments } from './json-documents.ts';
import type { Json } from './json-path.ts';
import { isArray, isObject } from './json-path.ts';

let files = 0;

/**
 * JSON files as statements, so that a mapping can ask them with SPARQL: an object is a node without a name, a member a
 * property in a namespace, an array several values of it; null says nothing. Order is not kept. Each node knows its
 * line and pointer. What is no JSON goes to `failure`.
 */
export async function jsonStatements(
  file: SourceFile,
  namespace: string,
  failure: (error: MeridianError) => void,
): Promise<ParsedRdf> {
  const prefix = `o${files++}_`;
  const quads: Quad[] = [];
  const places: { readonly pointer: string; readonly line: number | undefined }[] = [];
  const properties = new Map<string, NamedNode>();
  const propertyOf = (name: string): NamedNode => {
    let property = properties.get(name);
    if (property === undefined) {
      property = namedNode(namespace + encodeURIComponent(name.toWellFormed()));
      properties.set(name, property);
    }
    return property;
  };
  for await (const { value, line } of readJsonDocuments(file, failure)) {
    const open: {
      readonly value: Json;
      readonly pointer: string;
      readonly state?: (object: Quad['object']) => void;
    }[] = [{ value, pointer: '' }];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const { value: each, pointer, state } = next;
      if (isArray(each)) {
        each.forEach((item, index) => {
          open.push({
            value: item,
            pointer: `${pointer}/${index}`,
            ...(state === undefined ? {} : { state }),
          });
        });
      } else if (isObject(each)) {
        const node = blankNode(`${prefix}${places.length}`);
        places.push({ pointer, line });
        state?.(node);
        for (const [name, item] of Object.entries(each)) {
          const property = propertyOf(name);
          const member = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
          open.push({
            value: item,
            pointer: member,
            state: (object) => quads.push(quad(node, property, object)),
          });
        }
      } else if (each !== null) state?.(literalOf(each));
    }
  }
  return {
    quads,
    prefixes: new Map(),
    place: (node) => {
      const found = places[Number(node.slice(2 + prefix.length))];
      if (found === undefined) return undefined;
      const { pointer, line } = found;
      return { file: file.path, ...(line === undefined ? {} : { line }), pointer };
    },
  };
}

function literalOf(value: string | number | bigint | boolean): Literal {
  if (typeof value === 'string') return literal(value.toWellFormed());
  if (typeof value === 'boolean') return literal(String(value), xsd.boolean);
  const whole = typeof value === 'bigint' || Number.isInteger(value);
  return literal(String(value), whole ? xsd.integer : xsd.double);
}
