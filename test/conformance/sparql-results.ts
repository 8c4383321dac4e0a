import { readFileSync } from 'node:fs';
import type { Element } from '@xmldom/xmldom';
import { Parser, Store } from 'n3';
import { isomorphic } from 'rdf-isomorphic';
import { toNTriplesTerm } from '../../server/rdf/n-triples.ts';
import { parseRdf } from '../../server/rdf/parse-rdf.ts';
import { parseXml } from '../../server/rdf/parse-xml.ts';
import { blankNode, literal, namedNode, quad } from '../../server/rdf/terms.ts';
import type { Quad, Term } from '../../server/rdf/terms.ts';
import { rdf, xsd } from '../../server/rdf/vocabulary.ts';
import type { SuiteFile } from './sparql-manifest.ts';

const rs = 'http://www.w3.org/2001/sw/DataAccess/tests/result-set#';
const sr = 'http://www.w3.org/2005/sparql-results#';

type Row = ReadonlyMap<string, Term>;

export type Result =
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'rows'; readonly rows: readonly Row[]; readonly ordered: boolean }
  | { readonly kind: 'graph'; readonly quads: readonly Quad[] };

/** Reads the expected result of a test, by the ending of its file: XML, JSON, TSV, or RDF. */
export async function readExpected({ file, iri }: SuiteFile): Promise<Result> {
  const text = readFileSync(file, 'utf8');
  if (file.endsWith('.srx')) return fromXml(text);
  if (file.endsWith('.srj')) return fromJson(text);
  if (file.endsWith('.tsv')) return fromTsv(text);
  const mediaType = file.endsWith('.rdf') ? 'application/rdf+xml' : 'text/turtle';
  const { quads } = await parseRdf(text, { mediaType, baseIri: iri });
  return fromGraph(quads);
}

/** SPARQL Query Results JSON Format. */
export function fromJson(text: string): Result {
  interface JsonTerm {
    type: string;
    value: string;
    datatype?: string;
    'xml:lang'?: string;
  }
  const json = JSON.parse(text) as { boolean?: boolean; results?: { bindings: Record<string, JsonTerm>[] } };
  if (json.boolean !== undefined) return { kind: 'boolean', value: json.boolean };
  const rows = (json.results?.bindings ?? []).map(
    (binding) =>
      new Map(
        Object.entries(binding).map(([name, { type, value, datatype, 'xml:lang': language }]) => [
          name,
          toTerm(type, value, datatype, language),
        ]),
      ),
  );
  return { kind: 'rows', rows, ordered: false };
}

/** SPARQL Query Results XML Format. */
export function fromXml(text: string): Result {
  const root = parseXml(text, {});
  const [boolean] = root.getElementsByTagNameNS(sr, 'boolean');
  if (boolean !== undefined) return { kind: 'boolean', value: boolean.textContent?.trim() === 'true' };
  const rows = [...root.getElementsByTagNameNS(sr, 'result')].map(
    (row) => new Map([...row.getElementsByTagNameNS(sr, 'binding')].map(fromXmlBinding)),
  );
  return { kind: 'rows', rows, ordered: false };
}

function fromXmlBinding(binding: Element): [string, Term] {
  const value = [...binding.childNodes].find((node): node is Element => node.nodeType === 1);
  if (value === undefined) throw new Error('A binding without a value');
  const datatype = value.hasAttribute('datatype') ? (value.getAttribute('datatype') ?? undefined) : undefined;
  const language = value.hasAttribute('xml:lang') ? (value.getAttribute('xml:lang') ?? undefined) : undefined;
  const name = binding.getAttribute('name') ?? '';
  return [name, toTerm(value.localName ?? '', value.textContent ?? '', datatype, language)];
}

/** SPARQL 1.1 Query Results TSV: terms in Turtle syntax. */
export function fromTsv(text: string): Result {
  const [head = '', ...lines] = text
    .split('\n')
    .filter((line, index, all) => line !== '' || index < all.length - 1);
  const names = head.split('\t').map((name) => name.replace(/^\?/, '').trim());
  const rows = lines.map((line) => {
    const cells = line.replace(/\r$/, '').split('\t');
    return new Map(
      names.flatMap((name, index) => {
        const cell = cells[index] ?? '';
        return cell === '' ? [] : [[name, turtleTerm(cell)] as const];
      }),
    );
  });
  return { kind: 'rows', rows, ordered: false };
}

function turtleTerm(text: string): Term {
  const [statement] = new Parser({ blankNodePrefix: '' }).parse(`<urn:s> <urn:p> ${text} .`);
  if (statement === undefined) throw new Error(`${text} is no term`);
  return statement.object;
}

function toTerm(
  type: string,
  value: string,
  datatype: string | undefined,
  language: string | undefined,
): Term {
  if (type === 'uri') return namedNode(value);
  if (type === 'bnode') return blankNode(value);
  if (language !== undefined) return literal(value, language.toLowerCase());
  return literal(value, datatype === undefined ? undefined : namedNode(datatype));
}

/** A result written with the result set vocabulary, or else a graph. */
function fromGraph(quads: readonly Quad[]): Result {
  const graph = new Store([...quads]);
  const objects = (subject: Term, name: string): Term[] =>
    graph.getObjects(subject, namedNode(rs + name), null);
  const [set] = graph.getSubjects(rdf.type, namedNode(`${rs}ResultSet`), null);
  if (set === undefined) return { kind: 'graph', quads };
  const [boolean] = objects(set, 'boolean');
  if (boolean !== undefined) return { kind: 'boolean', value: boolean.value === 'true' };
  const solutions = objects(set, 'solution');
  const indexOf = (solution: Term): number => Number(objects(solution, 'index')[0]?.value ?? 0);
  solutions.sort((a, b) => indexOf(a) - indexOf(b));
  const rows = solutions.map(
    (solution) =>
      new Map(
        objects(solution, 'binding').flatMap((binding) => {
          const [name, value] = [objects(binding, 'variable')[0], objects(binding, 'value')[0]];
          return name === undefined || value === undefined ? [] : [[name.value, value] as const];
        }),
      ),
  );
  return { kind: 'rows', rows, ordered: solutions.some((solution) => indexOf(solution) > 0) };
}

/** Undefined where both say the same; else in what they differ. Blank nodes are equal up to their names. */
export function difference(actual: Result, expected: Result, lax: boolean): string | undefined {
  if (actual.kind === 'boolean' && expected.kind === 'boolean') {
    return actual.value === expected.value ? undefined : `${actual.value} instead of ${expected.value}`;
  }
  if (actual.kind === 'graph' && expected.kind === 'graph') {
    return isomorphic([...actual.quads], [...expected.quads])
      ? undefined
      : `${actual.quads.length} statements, not the ${expected.quads.length} expected`;
  }
  if (actual.kind !== 'rows' || expected.kind !== 'rows')
    return `a ${actual.kind} instead of a ${expected.kind}`;
  const key = (row: Row): string =>
    [...row]
      .map(
        ([name, term]) => `${name}=${term.termType === 'BlankNode' ? '_' : toNTriplesTerm(canonical(term))}`,
      )
      .sort()
      .join(' ');
  let [left, right] = [actual.rows.map(key), expected.rows.map(key)];
  if (!expected.ordered) [left, right] = [left.sort(), right.sort()];
  if (lax) [left, right] = [[...new Set(left)], [...new Set(right)]];
  if (left.join('\n') !== right.join('\n'))
    return `rows\n  ${left.join('\n  ')}\ninstead of\n  ${right.join('\n  ')}`;
  if (lax || isomorphic(asGraph(actual.rows), asGraph(expected.rows))) return undefined;
  return 'rows whose blank nodes coincide in other ways';
}

const booleans: Readonly<Record<string, string>> = { '1': 'true', '0': 'false' };
const numeric = new Set([xsd.integer, xsd.decimal, xsd.double, xsd.float].map(({ value }) => value));

/** Numbers and truth values are compared by value: the engine writes 30000 where a result says 3.0E4. */
function canonical(term: Term): Term {
  if (term.termType === 'Literal' && term.datatype.equals(xsd.boolean)) {
    return literal(booleans[term.value] ?? term.value, term.datatype);
  }
  if (term.termType !== 'Literal' || !numeric.has(term.datatype.value)) return term;
  const number = Number(term.value.replace('INF', 'Infinity'));
  return Number.isNaN(number) ? term : literal(String(number), term.datatype);
}

/** Rows as a graph, so that blank nodes can be compared over all of them. */
function asGraph(rows: readonly Row[]): Quad[] {
  return rows.flatMap((row, index) => {
    if (![...row.values()].some((term) => term.termType === 'BlankNode')) return [];
    const node = blankNode(`row-of-result-${index}`);
    return [...row].map(([name, term]) =>
      quad(node, namedNode(`urn:variable:${name}`), canonical(term) as Quad['object']),
    );
  });
}
