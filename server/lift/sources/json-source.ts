import { MeridianError } from '../../errors.ts';
import { xsd } from '../../rdf/vocabulary.ts';
import type { Origin, SourceFile } from '../lifter.ts';
import { canonicalDouble } from './canonical-double.ts';
import { nodesOf, readJsonDocuments } from './json-documents.ts';
import type { JsonNode, JsonPath } from './json-path.ts';
import { compileJsonPath } from './json-path.ts';
import type { NestedSource, RecordSource, SourceRecord, Value } from './record-source.ts';
import { lexicalOf, noValues, Slots } from './record-source.ts';

export interface JsonOptions {
  /** JSONPath whose nodes are the records; the document itself without it. */
  readonly iterator: string | undefined;
  /** Whether numbers and booleans keep their natural datatype; without it they are strings. */
  readonly natural: boolean;
  readonly nulls: readonly string[];
  readonly failure: (error: MeridianError) => void;
}

/** The paths of one level: references, and iterators of nested fields with the paths of theirs. */
class Paths implements NestedSource {
  readonly slot: number;
  readonly compiled: JsonPath[] = [];
  readonly below: { readonly iterator: JsonPath; readonly paths: Paths }[] = [];
  readonly options: Pick<JsonOptions, 'natural' | 'nulls'>;
  readonly #slots = new Slots();
  readonly #base: string;

  constructor(slot: number, options: Pick<JsonOptions, 'natural' | 'nulls'>, base = '') {
    this.slot = slot;
    this.options = options;
    this.#base = base;
  }

  reference(expression: string): number {
    const slot = this.#slots.of(expression);
    this.compiled[slot] ??= compileJsonPath(expression);
    return slot;
  }

  place(expression: string): { reference: string } {
    const relative = expression.startsWith('$') ? expression.slice(1) : `.${expression}`;
    return { reference: this.#base === '' ? expression : this.#base + relative };
  }

  nested(iterator: string): NestedSource {
    const relative = iterator.startsWith('$') ? iterator.slice(1) : `.${iterator}`;
    const paths = new Paths(
      this.below.length,
      this.options,
      `${this.#base === '' ? '$' : this.#base}${relative}`,
    );
    this.below.push({ iterator: compileJsonPath(iterator), paths });
    return paths;
  }
}

interface RecordPlace {
  readonly file: string;
  readonly line?: number;
}

class JsonRecord implements SourceRecord {
  readonly #node: JsonNode;
  readonly #place: RecordPlace;
  readonly #paths: Paths;

  constructor(node: JsonNode, place: RecordPlace, paths: Paths) {
    this.#node = node;
    this.#place = place;
    this.#paths = paths;
  }

  get origin(): Origin {
    return { ...this.#place, pointer: this.#node.pointer };
  }

  read(slot: number): readonly Value[] {
    const values: Value[] = [];
    for (const node of this.#paths.compiled[slot]?.select(this.#node) ?? []) {
      const value = valueOf(node);
      if (value === undefined || this.#paths.options.nulls.includes(lexicalOf(value))) continue;
      values.push(this.#paths.options.natural ? value : lexicalOf(value));
    }
    return values.length === 0 ? noValues : values;
  }

  nested(slot: number): readonly SourceRecord[] {
    const level = this.#paths.below[slot];
    if (level === undefined) return [];
    return level.iterator.select(this.#node).map((node) => new JsonRecord(node, this.#place, level.paths));
  }
}

/**
 * The records of JSON files (RML-IO `rml:JSONPath`): one for each node that the iterator selects; references are
 * JSONPaths from there. Numbers and booleans keep their natural datatype; null is no value; an object or array where
 * a value is wanted is 'unreadable-source' with its pointer. A file that is no JSON is reported with line and column.
 * Files of JSON lines (`*.ndjson`, `*.jsonl`) stream; a record in them has its line, and a pointer from there.
 */
export function openJson(files: readonly SourceFile[], options: JsonOptions): RecordSource {
  const iterator = compileJsonPath(options.iterator ?? '$');
  const paths = new Paths(0, options);
  return {
    reference: (expression) => paths.reference(expression),
    place: (expression) => paths.place(expression),
    nested: (expression) => paths.nested(expression),
    async *records() {
      for (const file of files) {
        for await (const document of readJsonDocuments(file, options.failure)) {
          const { line } = document;
          const place = { file: file.path, ...(line === undefined ? {} : { line }) };
          for (const node of nodesOf(document, (root) => iterator.select(root)))
            yield new JsonRecord(node, place, paths);
        }
      }
    },
  };
}

/** RML-IO, natural mapping of JSON. */
export function valueOf({ value, pointer }: JsonNode): Value | undefined {
  switch (typeof value) {
    case 'string':
      return value;
    case 'boolean':
      return { lexical: String(value), datatype: xsd.boolean };
    case 'bigint':
      return { lexical: String(value), datatype: xsd.integer };
    case 'number':
      return Number.isInteger(value)
        ? { lexical: String(value), datatype: xsd.integer }
        : { lexical: canonicalDouble(value), datatype: xsd.double };
    default:
      if (value === null) return undefined;
      throw new MeridianError('unreadable-source', 'An object or array stands where a value is wanted.', {
        place: { pointer },
        advice: 'Let the reference of the mapping go down to the values, for an array with [*].',
      });
  }
}
