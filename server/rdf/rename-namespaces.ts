import type { Place } from '../errors.ts';
import type { ParsedRdf } from './parse-rdf.ts';
import type { Quad, Term } from './terms.ts';
import { isBlankNode, isLiteral, isNamedNode, literal, namedNode, quad } from './terms.ts';

/** Alias to canonical namespace. */
export type NamespaceAliases = ReadonlyMap<string, string>;

/** An alias that a text uses, and where it does so first. */
export interface UsedAlias {
  readonly alias: string;
  readonly namespace: string;
  /** Subject and property of the first statement that uses it, renamed; `_:label` for a blank node. */
  readonly focusNode: string;
  readonly property: string;
  readonly place?: Place;
}

/** What was read, with every IRI of an alias said in the canonical namespace. */
export interface RenamedRdf extends ParsedRdf {
  readonly aliases: readonly UsedAlias[];
}

/** How IRIs are renamed: the longest alias that an IRI begins with gives way to its namespace. */
export interface Renamer {
  iri(iri: string): string;
  /** The alias that an IRI begins with. */
  aliasOf(iri: string): string | undefined;
  statement(statement: Quad): Quad;
}

export function createRenamer(aliases: NamespaceAliases): Renamer {
  const longestFirst = [...aliases].sort(([a], [b]) => b.length - a.length);
  const find = (iri: string): readonly [string, string] | undefined =>
    longestFirst.find(([alias]) => iri.startsWith(alias));
  const rename = (iri: string): string => {
    const found = find(iri);
    return found === undefined ? iri : found[1] + iri.slice(found[0].length);
  };
  const term = <T extends Term>(old: T): T => {
    const iri = iriOf(old);
    if (iri === undefined || find(iri) === undefined) return old;
    const renamed = namedNode(rename(iri));
    return (isLiteral(old) ? literal(old.value, renamed) : renamed) as Term as T;
  };
  return {
    iri: rename,
    aliasOf: (iri) => find(iri)?.[0],
    statement: ({ subject, predicate, object, graph }) =>
      quad(term(subject), term(predicate), term(object), graph),
  };
}

/**
 * Says what a text says in canonical namespaces, and which aliases that took. Places are asked for with canonical
 * IRIs, and found under the spelling that the text has.
 */
export function renameNamespaces(parsed: ParsedRdf, aliases: NamespaceAliases): RenamedRdf {
  const renamer = createRenamer(aliases);
  const written = new WrittenNames();
  const used = new Map<string, UsedAlias>();
  const quads = parsed.quads.map((old) => {
    const found = [old.subject, old.predicate, old.object]
      .flatMap((each) => iriOf(each) ?? [])
      .flatMap((iri) => renamer.aliasOf(iri) ?? []);
    if (found.length === 0) return old;
    const statement = renamer.statement(old);
    written.note(statement, old);
    for (const alias of found) {
      if (used.has(alias)) continue;
      const place = parsed.place(nameOf(old.subject), old.predicate.value);
      used.set(alias, {
        alias,
        namespace: aliases.get(alias) ?? '',
        focusNode: nameOf(statement.subject),
        property: statement.predicate.value,
        ...(place === undefined ? {} : { place }),
      });
    }
    return statement;
  });
  return {
    quads,
    prefixes: parsed.prefixes,
    aliases: [...used.values()],
    place: (focusNode, predicate) => written.place(parsed, focusNode, predicate),
  };
}

/** How the text writes the nodes and properties that were renamed, the first spelling of each. */
class WrittenNames {
  readonly #nodes = new Map<string, string>();
  readonly #properties = new Map<string, readonly [node: string, predicate: string]>();

  note(renamed: Quad, old: Quad): void {
    const [node, predicate] = [nameOf(old.subject), old.predicate.value];
    const newNode = nameOf(renamed.subject);
    const key = `${newNode} ${renamed.predicate.value}`;
    if (node !== newNode && !this.#nodes.has(newNode)) this.#nodes.set(newNode, node);
    if (!this.#properties.has(key)) this.#properties.set(key, [node, predicate]);
  }

  place(parsed: ParsedRdf, focusNode: string, predicate: string | undefined): Place | undefined {
    const property = this.#properties.get(`${focusNode} ${predicate ?? ''}`);
    if (property !== undefined) return parsed.place(...property);
    const own = parsed.place(focusNode, predicate);
    const node = this.#nodes.get(focusNode);
    return own !== undefined || node === undefined ? own : parsed.place(node, predicate);
  }
}

/** The IRI in a term: its own, or that of its datatype. */
function iriOf(term: Term): string | undefined {
  if (isNamedNode(term)) return term.value;
  return isLiteral(term) && term.language === '' ? term.datatype.value : undefined;
}

function nameOf(term: Term): string {
  return isBlankNode(term) ? `_:${term.value}` : term.value;
}
