import type { Document, Node, Scalar, YAMLMap } from 'yaml';
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, YAMLSeq } from 'yaml';
import { MeridianError } from '../../../errors.ts';

/** Something in a YAML file that may be missing: a node, or nothing. */
export type YamlNode = Node | undefined;

/** What a list of keys may be called, by the name that it is asked for. */
export type KeyNames = Readonly<Record<string, readonly string[]>>;

/** A YAML file whose parts know their lines. */
export class YamlText {
  readonly root: YamlNode;
  readonly #file: string;
  readonly #document: Document.Parsed;
  readonly #lines = new LineCounter();

  /** Throws 'bad-mapping' with the line where it is no YAML. */
  constructor(text: string, file: string) {
    this.#file = file;
    this.#document = parseDocument(text, { lineCounter: this.#lines, uniqueKeys: true });
    const [error] = this.#document.errors;
    if (error !== undefined) {
      const [message = ''] = error.message.split('\n');
      const { line } = this.#lines.linePos(error.pos[0]);
      throw new MeridianError('bad-mapping', `The mapping is no YAML: ${message}`, { place: { file, line } });
    }
    this.root = this.node(this.#document.contents);
  }

  /** A failure at a node. */
  bad(at: YamlNode, message: string, advice?: string): MeridianError {
    const offset = at?.range?.[0];
    return new MeridianError('bad-mapping', message, {
      place: {
        file: this.#file,
        ...(offset === undefined ? {} : { line: this.#lines.linePos(offset).line }),
      },
      ...(advice === undefined ? {} : { advice }),
    });
  }

  /** The node itself, or what its alias stands for; null is nothing. */
  node(found: unknown): YamlNode {
    const node = isAlias(found) ? found.resolve(this.#document) : found;
    if (isScalar(node)) return node.value === null ? undefined : node;
    return isMap(node) || isSeq(node) ? node : undefined;
  }

  isText(node: YamlNode): node is Scalar {
    return isScalar(node);
  }

  isMap(node: YamlNode): node is YAMLMap {
    return isMap(node);
  }

  /** The words of a scalar as they are written: `01` stays `01`. */
  text(node: YamlNode, what: string): string {
    if (!isScalar(node)) throw this.bad(node, `${what} must be a text.`);
    return typeof node.value === 'string' ? node.value : (node.source ?? String(node.value));
  }

  /** The items of a list. */
  items(node: YamlNode, what: string): YamlNode[] {
    if (!isSeq(node)) throw this.bad(node, `${what} must be a list.`);
    return node.items.map((item) => this.node(item));
  }

  /** The items of a list, or the one thing that stands in its place; none where there is nothing. */
  oneOrMore(node: YamlNode): YamlNode[] {
    if (node === undefined) return [];
    return isSeq(node) ? node.items.map((item) => this.node(item)) : [node];
  }

  /** A list of two nodes that stand elsewhere in the file. */
  pair(first: Node, second: Node): YamlNode {
    const pair = new YAMLSeq();
    pair.items.push(first, second);
    pair.range = first.range ?? null;
    return pair;
  }

  isList(node: YamlNode): boolean {
    return isSeq(node);
  }

  /** Names and nodes of a map, in order. */
  entries(node: YamlNode, what: string): (readonly [name: string, value: YamlNode, key: YamlNode])[] {
    if (!isMap(node)) throw this.bad(node, `${what} must be a map.`);
    return node.items.map(({ key, value }) => {
      const name = this.node(key);
      return [this.text(name, `A key of ${what}`), this.node(value), name];
    });
  }

  /** The values of a map by the names that keys are asked for. Throws for a key that is not among them, or twice. */
  fields(node: YamlNode, what: string, names: KeyNames): ReadonlyMap<string, YamlNode> {
    const found = new Map<string, YamlNode>();
    for (const [written, value, key] of this.entries(node, what)) {
      const name = Object.keys(names).find((each) => each === written || names[each]?.includes(written));
      if (name === undefined)
        throw this.bad(
          key,
          `${what} has the unknown key "${written}".`,
          `It may have ${Object.keys(names).join(', ')}.`,
        );
      if (found.has(name)) throw this.bad(key, `${what} has "${name}" twice.`);
      found.set(name, value);
    }
    return found;
  }
}
