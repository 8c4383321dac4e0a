import { MeridianError, withPlace } from '../../errors.ts';
import type { Origin, SourceFile } from '../lifter.ts';
import type { NestedSource, RecordSource, SourceRecord, Value } from './record-source.ts';
import { noValues, Slots } from './record-source.ts';
import type { XmlNode } from './xml-node.ts';
import { XmlParser } from './xml-parser.ts';
import type { Namespaces, XmlPath } from './xml-path.ts';
import { compileXmlPath } from './xml-path.ts';
import type { XmlStep } from './xml-steps.ts';
import { absoluteSteps, looksUp } from './xml-steps.ts';
import { xmlText } from './xml-text.ts';

export interface XmlOptions {
  /** XPath whose nodes are the records; the root element without it. */
  readonly iterator: string | undefined;
  /** What prefixes of the XPaths stand for, before what the file itself declares; `''` for names without a prefix. */
  readonly namespaces: Readonly<Record<string, string>>;
  readonly nulls: readonly string[];
  readonly failure: (error: MeridianError) => void;
}

/** The paths of one level: references, and iterators of nested fields with the paths of theirs. */
class Paths implements NestedSource {
  readonly slot: number;
  readonly compiled: XmlPath[] = [];
  readonly below: { readonly iterator: XmlPath; readonly paths: Paths }[] = [];
  readonly nulls: ReadonlySet<string>;
  readonly #slots = new Slots();
  readonly #base: string;
  /** Whether any path looks at more than what lies below its record. */
  looksUp = false;

  constructor(slot: number, nulls: ReadonlySet<string>, base = '') {
    this.slot = slot;
    this.nulls = nulls;
    this.#base = base;
  }

  reference(expression: string): number {
    const slot = this.#slots.of(expression);
    this.compiled[slot] ??= this.#compile(expression);
    return slot;
  }

  place(expression: string): { reference: string } {
    return { reference: this.#base === '' ? expression : `${this.#base}/${expression}` };
  }

  nested(iterator: string): NestedSource {
    const paths = new Paths(this.below.length, this.nulls, this.place(iterator).reference);
    this.below.push({ iterator: this.#compile(iterator), paths });
    return paths;
  }

  get needDocument(): boolean {
    return this.looksUp || this.below.some(({ paths }) => paths.needDocument);
  }

  #compile(expression: string): XmlPath {
    this.looksUp ||= looksUp(expression);
    return compileXmlPath(expression);
  }
}

class XmlRecord implements SourceRecord {
  readonly #node: XmlNode;
  readonly #file: string;
  readonly #paths: Paths;
  readonly #namespaces: Namespaces;

  constructor(node: XmlNode, file: string, paths: Paths, namespaces: Namespaces) {
    this.#node = node;
    this.#file = file;
    this.#paths = paths;
    this.#namespaces = namespaces;
  }

  get origin(): Origin {
    const { line, path } = this.#node;
    return { file: this.#file, ...(line === 0 ? {} : { line }), pointer: path };
  }

  read(slot: number): readonly Value[] {
    const { nulls, compiled } = this.#paths;
    const values = compiled[slot]?.strings(this.#node, this.#namespaces) ?? noValues;
    return nulls.size === 0 ? values : values.filter((value) => !nulls.has(value as string));
  }

  nested(slot: number): readonly SourceRecord[] {
    const level = this.#paths.below[slot];
    if (level === undefined) return [];
    return level.iterator
      .nodes(this.#node, this.#namespaces)
      .map((node) => new XmlRecord(node, this.#file, level.paths, this.#namespaces));
  }
}

/**
 * The records of XML files (RML-IO `rml:XPath`): one for each node that the iterator selects; references are XPaths
 * from there, values their string values. Prefixes are the mapping's, else the file's. Records stream where the iterator
 * is a path of names and no reference goes up from them; else a file is held as a whole, up to 64 MiB. A file that is no
 * well-formed XML is reported with its line; records before that are given.
 */
export function openXml(files: readonly SourceFile[], options: XmlOptions): RecordSource {
  const { iterator = '/*', failure } = options;
  const paths = new Paths(0, new Set(options.nulls));
  const steps = absoluteSteps(iterator);
  const selection = compileXmlPath(iterator);
  return {
    reference: (expression) => paths.reference(expression),
    place: (expression) => paths.place(expression),
    nested: (expression) => paths.nested(expression),
    async *records() {
      for (const file of files) {
        try {
          const reading =
            steps === undefined || paths.needDocument
              ? wholeFile(file, selection, options)
              : inPieces(file, steps, options);
          for await (const { node, namespaces } of reading)
            yield new XmlRecord(node, file.path, paths, namespaces);
        } catch (error) {
          if (!(error instanceof MeridianError)) throw error;
          failure(withPlace(error, { file: file.path }));
        }
      }
    },
  };
}

interface Found {
  readonly node: XmlNode;
  readonly namespaces: Namespaces;
}

async function* wholeFile(file: SourceFile, selection: XmlPath, options: XmlOptions): AsyncGenerator<Found> {
  const parser = new XmlParser((_element, depth) => depth === 1);
  const namespaces = namespacesOf(parser, options);
  const roots: XmlNode[] = [];
  for await (const text of xmlText(file)) roots.push(...parser.read(text));
  parser.end();
  for (const root of roots) parser.document.append(root);
  for (const node of selection.nodes(parser.document, namespaces)) yield { node, namespaces };
}

async function* inPieces(
  file: SourceFile,
  steps: readonly XmlStep[],
  options: XmlOptions,
): AsyncGenerator<Found> {
  const follower = new PathFollower(steps, (prefix) => namespaces(prefix));
  const parser = new XmlParser((element, depth) => follower.reaches(element, depth));
  const namespaces = namespacesOf(parser, options);
  for await (const text of xmlText(file)) for (const node of parser.read(text)) yield { node, namespaces };
  parser.end();
  const fault = follower.fault();
  if (fault !== undefined) throw fault;
}

function namespacesOf(parser: XmlParser, options: XmlOptions): Namespaces {
  return (prefix) =>
    options.namespaces[prefix] ?? (prefix === '' ? undefined : parser.namespaces.get(prefix));
}

/** Follows a path of names down a document that passes by. */
class PathFollower {
  readonly #steps: readonly XmlStep[];
  readonly #namespaces: Namespaces;
  /** How many steps the elements that are open follow the path. */
  #followed = 0;
  #otherNamespace = false;

  constructor(steps: readonly XmlStep[], namespaces: Namespaces) {
    this.#steps = steps;
    this.#namespaces = namespaces;
  }

  /** Whether the path ends at this element; `depth` is 1 for the root. */
  reaches(element: XmlNode, depth: number): boolean {
    this.#followed = Math.min(this.#followed, depth - 1);
    if (this.#followed < depth - 1 || !this.#fits(element, depth)) return false;
    this.#followed = depth;
    return depth === this.#steps.length;
  }

  /** What no record tells: the root has the name of the path, but in another namespace. */
  fault(): MeridianError | undefined {
    return this.#otherNamespace
      ? new MeridianError(
          'unreadable-source',
          'The elements of the file are in a namespace that the iterator does not name.',
          {
            place: { line: 1 },
            advice:
              'Give the names of the iterator and of the references a prefix that the file or rml:namespace declares.',
          },
        )
      : undefined;
  }

  #fits({ localName, namespaceURI }: XmlNode, depth: number): boolean {
    const step = this.#steps[depth - 1];
    if (step === undefined) return false;
    if (step.prefix === undefined) return true;
    if (localName !== step.local) return false;
    const fits = namespaceURI === (this.#namespaces(step.prefix) ?? (step.prefix === '' ? null : undefined));
    if (!fits && depth === 1) this.#otherNamespace = true;
    return fits;
  }
}
