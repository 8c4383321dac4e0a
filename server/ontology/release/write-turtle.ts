import { toNTriplesTerm } from '../../rdf/n-triples.ts';
import type { PrefixTable } from '../../rdf/prefixes.ts';
import { isBlankNode, isLiteral, isNamedNode } from '../../rdf/terms.ts';
import type { Resource, Term } from '../../rdf/terms.ts';
import { owl, rdf, xsd } from '../../rdf/vocabulary.ts';
import type { GraphTree } from './graph-tree.ts';
import { compareText } from './canonical-order.ts';

const width = 110;
/** Local names that need no escape (Turtle 1.1, PN_LOCAL, its plain part). */
const plainLocal = /^[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?$/;
/** Lexical forms that Turtle reads as a literal of the datatype without quotes (Turtle 1.1, 2.5.2 and 2.5.3). */
const bare: ReadonlyMap<string, RegExp> = new Map([
  [xsd.boolean.value, /^(?:true|false)$/],
  [xsd.integer.value, /^[+-]?[0-9]+$/],
  [xsd.decimal.value, /^[+-]?[0-9]*\.[0-9]+$/],
]);

/**
 * Writes Turtle for people and for version control: a block a node, in canonical order, the ontology headers first;
 * blank nodes and lists inside the node that they belong to. Equal graphs give equal texts.
 */
export function writeTurtle(tree: GraphTree, prefixes: PrefixTable, heading: readonly string[] = []): string {
  const writer = new TurtleWriter(tree, prefixes);
  const ranked = tree.roots.map((root) => ({ root, rank: writer.rank(root) }));
  const blocks = ranked.sort((a, b) => a.rank - b.rank).map(({ root }) => `${writer.block(root)}\n`);
  const comments = heading.map((line) => `# ${line}\n`).join('');
  return `${comments}${writer.prefixLines()}\n${blocks.join('\n')}`;
}

class TurtleWriter {
  readonly #tree: GraphTree;
  readonly #used = new Map<string, string>();
  readonly #names = new Map<string, string>();
  readonly #prefixes: readonly (readonly [prefix: string, namespace: string])[];

  constructor(tree: GraphTree, prefixes: PrefixTable) {
    this.#tree = tree;
    // Of two prefixes for one namespace (eucaim, EUCAIM) the first stands; the longest namespace fits best.
    const first = new Map([...prefixes].reverse().map(([prefix, namespace]) => [namespace, prefix]));
    this.#prefixes = [...first]
      .map(([namespace, prefix]) => [prefix, namespace] as const)
      .sort(([, a], [, b]) => b.length - a.length || compareText(a, b));
  }

  /** The header of the release comes first, then those of its modules, then everything else. */
  rank(node: Resource): number {
    const properties = this.#tree.properties(node);
    const isHeader = properties.some(
      ({ predicate, objects }) =>
        predicate.equals(rdf.type) && objects.some((type) => type.equals(owl.Ontology)),
    );
    if (!isHeader) return 2;
    return properties.some(({ predicate }) => predicate.equals(owl.versionInfo)) ? 0 : 1;
  }

  block(root: Resource): string {
    const subject = isBlankNode(root) && this.#tree.label(root) === undefined ? '[]' : this.#term(root, 2);
    return `${subject} ${this.#properties(root, 2)} .`;
  }

  prefixLines(): string {
    return [...this.#used]
      .sort(([a], [b]) => compareText(a, b))
      .map(([prefix, namespace]) => `@prefix ${prefix}: <${namespace}> .\n`)
      .join('');
  }

  #properties(node: Resource, indent: number): string {
    const lines = this.#tree.properties(node).map(({ predicate, objects }) => {
      const name = predicate.equals(rdf.type) ? 'a' : this.#iri(predicate.value);
      const values = objects.map((object) => this.#term(object, indent + 2));
      const line = `${name} ${values.join(' , ')}`;
      if (values.length === 1 || (line.length + indent <= width && !line.includes('\n'))) return line;
      const margin = `\n${' '.repeat(indent + 2)}`;
      return `${name}${margin}${values.join(` ,${margin}`)}`;
    });
    return lines.join(` ;\n${' '.repeat(indent)}`);
  }

  #term(term: Term, indent: number): string {
    if (isNamedNode(term)) return term.equals(rdf.nil) ? '()' : this.#iri(term.value);
    if (isLiteral(term)) return this.#literal(term.value, term.language, term.datatype.value);
    if (!isBlankNode(term)) return toNTriplesTerm(term);
    const label = this.#tree.label(term);
    if (label !== undefined) return label;
    const members = this.#tree.list(term);
    if (members !== undefined) {
      const inner = members.map((member) => this.#term(member, indent + 2));
      const line = `( ${inner.join(' ')} )`;
      const margin = `\n${' '.repeat(indent + 2)}`;
      return line.length + indent <= width ? line : `(${margin}${inner.join(margin)} )`;
    }
    if (this.#tree.properties(term).length === 0) return '[]';
    // Once a node: each node that is written twice would write those inside it four times, and so on.
    const lines = this.#properties(term, indent + 2);
    const flat = lines.replace(/ ;\n +/g, ' ; ');
    return flat.includes('\n') || flat.length + indent > width ? `[ ${lines} ]` : `[ ${flat} ]`;
  }

  #literal(value: string, language: string, datatype: string): string {
    if (language === '' && bare.get(datatype)?.test(value) === true) return value;
    const quoted = toNTriplesTerm({ ...emptyLiteral, value } as Term);
    if (language !== '') return `${quoted}@${language}`;
    return datatype === xsd.string.value ? quoted : `${quoted}^^${this.#iri(datatype)}`;
  }

  #iri(iri: string): string {
    const known = this.#names.get(iri);
    if (known !== undefined) return known;
    const found = this.#prefixes.find(
      ([, namespace]) => iri.startsWith(namespace) && plainLocal.test(iri.slice(namespace.length)),
    );
    if (found !== undefined) this.#used.set(found[0], found[1]);
    const name =
      found === undefined
        ? toNTriplesTerm({ termType: 'NamedNode', value: iri } as Term)
        : `${found[0]}:${iri.slice(found[1].length)}`;
    this.#names.set(iri, name);
    return name;
  }
}

const emptyLiteral = { termType: 'Literal', language: '', datatype: xsd.string } as const;
