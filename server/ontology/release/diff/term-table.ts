import type { PrefixTable } from '../../../rdf/prefixes.ts';
import { toCurie } from '../../../rdf/prefixes.ts';
import { isBlankNode, isLiteral, isNamedNode } from '../../../rdf/terms.ts';
import type { Quad, Term } from '../../../rdf/terms.ts';
import { dct, eucaim, mer, owl, rdf, rdfs, skos } from '../../../rdf/vocabulary.ts';
import { isDeprecated } from '../../is-deprecated.ts';
import { GraphTree } from '../graph-tree.ts';
import { aspectOf, type Aspect } from './aspects.ts';
import { readableExpression } from './readable-expression.ts';

/** All values of one property of a term that tell one thing about it. */
export interface TermStatements {
  readonly aspect: Aspect;
  readonly property: string;
  /** Key by which two values are one, and the value as people read it. */
  readonly values: ReadonlyMap<string, string>;
}

export interface TermEntry {
  readonly iri: string;
  readonly label: string;
  readonly deprecated: boolean;
  readonly isHeader: boolean;
  /**
   * A class, a property or a concept of our own namespaces. Codes of others and sources that are cited are none: what
   * becomes of them is not ours to say.
   */
  readonly isOwnTerm: boolean;
  readonly replacedBy: readonly string[];
  /** By aspect and property. */
  readonly statements: ReadonlyMap<string, TermStatements>;
}

/** The terms of an ontology, and its axioms without a name: what two ontologies are compared by. */
export interface TermTable {
  readonly terms: ReadonlyMap<string, TermEntry>;
  readonly axioms: ReadonlyMap<string, string>;
}

const ownNamespaces = [eucaim.namespace, mer.namespace];
const termTypes: ReadonlySet<string> = new Set(
  [
    owl.Class,
    rdfs.Class,
    skos.Concept,
    rdf.Property,
    owl.ObjectProperty,
    owl.DatatypeProperty,
    owl.AnnotationProperty,
  ].map(({ value }) => value),
);

/** Reads what is said about each named node. Throws `too-large` where blank nodes cannot be told apart. */
export async function readTermTable(quads: readonly Quad[], prefixes: PrefixTable): Promise<TermTable> {
  const tree = await GraphTree.create(quads);
  const terms = new Map<string, TermEntry>();
  const axioms = new Map<string, string>();
  for (const root of tree.roots) {
    if (isNamedNode(root)) terms.set(root.value, readTerm(tree, root, prefixes));
    else {
      const text = tree.text(root);
      const own = tree.label(root) === undefined ? text : contentOf(tree, root);
      axioms.set(own, readableExpression(own, prefixes));
    }
  }
  return { terms, axioms };
}

function readTerm(tree: GraphTree, root: Term & { termType: 'NamedNode' }, prefixes: PrefixTable): TermEntry {
  const statements = new Map<string, TermStatements & { values: Map<string, string> }>();
  let label: string | undefined;
  let deprecated = false;
  let isHeader = false;
  let isTerm = false;
  const replacedBy: string[] = [];
  for (const { predicate, objects } of tree.properties(root)) {
    for (const object of objects) {
      const aspect = aspectOf(predicate.value, object);
      const property = toCurie(prefixes, predicate.value);
      const key = `${aspect} ${property}`;
      let known = statements.get(key);
      if (known === undefined)
        statements.set(key, (known = { aspect, property, values: new Map<string, string>() }));
      known.values.set(tree.text(object), readable(tree, object, prefixes));
      if (isLiteral(object) && (object.language === 'en' || object.language === ''))
        if (predicate.equals(rdfs.label) || predicate.equals(skos.prefLabel) || predicate.equals(dct.title))
          label ??= object.value;
      deprecated ||= predicate.equals(owl.deprecated) && isDeprecated([object]);
      isHeader ||= predicate.equals(rdf.type) && object.equals(owl.Ontology);
      isTerm ||= predicate.equals(rdf.type) && termTypes.has(object.value);
      if (predicate.equals(dct.isReplacedBy)) replacedBy.push(object.value);
    }
  }
  const isOwnTerm = isTerm && ownNamespaces.some((namespace) => root.value.startsWith(namespace));
  return { iri: root.value, label: label ?? '', deprecated, isHeader, isOwnTerm, replacedBy, statements };
}

function readable(tree: GraphTree, object: Term, prefixes: PrefixTable): string {
  if (isNamedNode(object)) return toCurie(prefixes, object.value);
  return isBlankNode(object) || isLiteral(object) ? readableExpression(tree.text(object), prefixes) : '';
}

/** What a blank node says that several statements refer to. */
function contentOf(tree: GraphTree, root: Term & { termType: 'BlankNode' }): string {
  const parts = tree
    .properties(root)
    .flatMap(({ predicate, objects }) =>
      objects.map((object) => `<${predicate.value}> ${tree.text(object)}`),
    );
  return `${tree.label(root) ?? ''} [${parts.join('; ')}]`;
}
