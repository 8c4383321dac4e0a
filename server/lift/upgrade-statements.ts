import oxigraph from 'oxigraph';
import { toNTriples } from '../rdf/n-triples.ts';
import type { Quad, Term } from '../rdf/terms.ts';
import { isLiteral, literal, namedNode, quad } from '../rdf/terms.ts';
import { xsd } from '../rdf/vocabulary.ts';
import type { MappingStatements } from './sources/sparql-store.ts';
import { constructed, loadMappingSets } from './sources/sparql-store.ts';

/** What an older form of a profile says otherwise, as SPARQL patterns: declared in `source.yaml`. */
export interface Upgrade {
  /** What is changed and why, one sentence: people read it. */
  readonly says: string;
  readonly where: string;
  /** Statements of a solution that give way. */
  readonly remove?: string;
  /** Statements of a solution that come in. */
  readonly add?: string;
  /** Datatype of their literals: SPARQL writes every whole number as xsd:integer. */
  readonly datatype?: string;
}

/** The rules of a source, and the prefixes that they use. */
export interface Upgrades {
  readonly prefixes: Readonly<Record<string, string>>;
  readonly rules: readonly Upgrade[];
}

/** What one rule did. */
export interface UpgradeChange {
  readonly says: string;
  /** Statements that gave way, or came in where none did. */
  readonly statements: number;
  /** Subject of the first of them, as it was. */
  readonly subject: string;
}

export interface UpgradedStatements {
  readonly quads: readonly Quad[];
  readonly changes: readonly UpgradeChange[];
  /** A new statement to the old one with the same object: where it was read. */
  readonly from: ReadonlyMap<Quad, Quad>;
}

/**
 * Brings statements to the current form of their profile, rule by rule; each sees what those before it left. What no
 * rule takes away stays as it is written. Throws 'bad-mapping' for a rule that is no SPARQL.
 */
export function upgradeStatements(
  quads: readonly Quad[],
  upgrades: Upgrades,
  mappings: MappingStatements,
): UpgradedStatements {
  const store = new oxigraph.Store();
  store.load(toNTriples(quads), { format: 'nt', lenient: true });
  const written = new Map(quads.map((each) => [keyOf(each), each]));
  const from = new Map<Quad, Quad>();
  const changes: UpgradeChange[] = [];
  const prefixes = Object.entries(upgrades.prefixes)
    .map(([prefix, iri]) => `PREFIX ${prefix}: <${iri}>\n`)
    .join('');
  for (const { says, where, remove, add, datatype } of upgrades.rules) {
    loadMappingSets(store, where, mappings);
    const construct = (template: string | undefined): Quad[] =>
      template === undefined
        ? []
        : constructed(store, `${prefixes}CONSTRUCT { ${template} } WHERE { ${where} }`).map(ownQuad);
    const [removed, added] = [construct(remove), construct(add)];
    const old = new Map<string, Quad>();
    for (const statement of removed) {
      const key = keyOf(statement);
      const original = written.get(key);
      if (original === undefined) continue;
      written.delete(key);
      old.set(termKey(original.object), original);
      store.delete(foreignQuad(statement));
    }
    const incoming = added.filter((statement) => !written.has(keyOf(statement)));
    for (const statement of incoming) {
      const origin = old.get(termKey(statement.object));
      const { subject, predicate } = statement;
      const upgraded =
        origin === undefined ? typed(statement, datatype) : quad(subject, predicate, origin.object);
      written.set(keyOf(upgraded), upgraded);
      store.add(foreignQuad(statement));
      if (origin !== undefined) from.set(upgraded, from.get(origin) ?? origin);
    }
    const first = [...old.values()][0] ?? incoming[0];
    if (first === undefined) continue;
    const statements = old.size === 0 ? incoming.length : removed.length;
    changes.push({ says, statements, subject: first.subject.value });
  }
  return { quads: [...written.values()], changes, from };
}

function typed(statement: Quad, datatype: string | undefined): Quad {
  const { subject, predicate, object } = statement;
  if (datatype === undefined || !isLiteral(object)) return statement;
  return quad(subject, predicate, literal(object.value, namedNode(datatype)));
}

/** Equal for statements that the store holds as one: it writes numbers, dates and languages in one way. */
function keyOf({ subject, predicate, object }: Quad): string {
  return `${subject.value} ${predicate.value} ${termKey(object)}`;
}

const normalForms = new Map<string, string>();

function termKey(term: Term): string {
  if (!isLiteral(term)) return `<${term.value}>`;
  const { value, language, datatype } = term;
  if (language !== '') return `"${value}"@${language.toLowerCase()}`;
  if (datatype.equals(xsd.string)) return `"${value}"`;
  const key = `"${value}"^^${datatype.value}`;
  let normal = normalForms.get(key);
  if (normal === undefined) {
    const store = new oxigraph.Store();
    const node = oxigraph.namedNode('urn:x');
    store.add(oxigraph.quad(node, node, oxigraph.literal(value, oxigraph.namedNode(datatype.value))));
    normal = store.match()[0]?.object.toString() ?? key;
    if (normalForms.size < maxForms) normalForms.set(key, normal);
  }
  return normal;
}

const maxForms = 100_000;

function ownQuad({ subject, predicate, object }: oxigraph.Quad): Quad {
  return quad(namedNode(subject.value), namedNode(predicate.value), ownTerm(object));
}

function ownTerm(term: oxigraph.Term): ReturnType<typeof namedNode> | ReturnType<typeof literal> {
  if (term.termType !== 'Literal') return namedNode(term.value);
  return term.language === ''
    ? literal(term.value, namedNode(term.datatype.value))
    : literal(term.value, term.language);
}

/** Blank nodes have names by now: all nodes are IRIs. */
function foreignQuad({ subject, predicate, object }: Quad): oxigraph.Quad {
  return oxigraph.quad(
    oxigraph.namedNode(subject.value),
    oxigraph.namedNode(predicate.value),
    !isLiteral(object)
      ? oxigraph.namedNode(object.value)
      : object.language === ''
        ? oxigraph.literal(object.value, oxigraph.namedNode(object.datatype.value))
        : oxigraph.literal(object.value, object.language),
  );
}
