import { MeridianError } from '../errors.ts';
import { mer, owl, rdfs, skos } from '../rdf/vocabulary.ts';
import type { NamedNode, Quad } from '../rdf/terms.ts';
import { namedNode, quad } from '../rdf/terms.ts';
import type { ConceptFinder } from './functions/lift-function.ts';

/** What lifting needs of an attribute: its IRI, name and value scheme. */
export interface LiftAttribute {
  readonly iri: NamedNode;
  readonly name: string;
  readonly scheme?: NamedNode;
  readonly catalogue?: LiftBinding;
  readonly record?: LiftBinding;
}

/** Where its values stand, seen from the thing that has them. */
interface LiftBinding {
  readonly path: readonly { readonly property: NamedNode; readonly inverse: boolean }[];
}

/** What lifting needs of a concept. */
export interface LiftConcept {
  readonly iri: NamedNode;
  readonly scheme: NamedNode;
}

/** What lifting needs of the hyper-ontology: the meaning of a code. */
export interface CodeResolver {
  resolve(
    code: string,
  ):
    | { readonly state: 'found'; readonly concept: LiftConcept }
    | { readonly state: 'unknown'; readonly broader?: LiftConcept };
}

/** What lifting needs of the mapping sets (SSSOM). */
export interface LiftMappingRow {
  readonly subjectId?: string;
  readonly subjectIri?: string;
  readonly subjectLabel?: string;
  readonly predicateIri: string;
  readonly objectId: string;
  readonly objectIri: string;
  readonly literal: boolean;
  readonly negated: boolean;
  readonly noTermFound: boolean;
}

export interface LiftMappingSets {
  get(name: string): { readonly rows: readonly LiftMappingRow[] } | undefined;
}

/**
 * Predicates that let a value stand for the object: the same, or something wider. What is narrower than the value
 * would claim more than the source says.
 */
const liftable = new Set(
  [skos.exactMatch, skos.closeMatch, skos.broadMatch, owl.equivalentClass, owl.sameAs, rdfs.subClassOf].map(
    (predicate) => predicate.value,
  ),
);

/** Finds concepts by mapping sets and code systems; answers are remembered, sources repeat their values. */
export class MappedConcepts implements ConceptFinder {
  readonly #attributes = new Map<string, LiftAttribute>();
  readonly #ontology: CodeResolver;
  readonly #mappingSets: LiftMappingSets;
  readonly #indexes = new Map<string, SetIndex>();
  readonly #answers = new Map<string, Map<string, readonly string[]>>();

  constructor(attributes: readonly LiftAttribute[], ontology: CodeResolver, mappingSets: LiftMappingSets) {
    for (const attribute of attributes) {
      this.#attributes.set(attribute.name, attribute);
      this.#attributes.set(attribute.iri.value, attribute);
    }
    this.#ontology = ontology;
    this.#mappingSets = mappingSets;
  }

  find(value: string, attribute: string, sets: readonly string[]): readonly string[] {
    const question = `${attribute} ${sets.join(' ')}`;
    let answers = this.#answers.get(question);
    if (answers === undefined) this.#answers.set(question, (answers = new Map<string, readonly string[]>()));
    let answer = answers.get(value);
    if (answer === undefined) {
      answer = this.#look(value, this.attribute(attribute), sets);
      if (answers.size < maxRemembered) answers.set(value, answer);
    }
    return answer;
  }

  attributeIri(attribute: string): string {
    return this.attribute(attribute).iri.value;
  }

  attribute(attribute: string): LiftAttribute {
    const found = this.#attributes.get(attribute);
    if (found !== undefined) return found;
    throw new MeridianError('bad-mapping', `There is no attribute "${attribute}".`, {
      advice: 'Name an attribute of ontology/attributes.ttl, by IRI or by mer:name.',
    });
  }

  /** Throws 'bad-mapping' where there is no such mapping set. */
  checkSet(name: string): void {
    this.#index(name);
  }

  /** The rows of a mapping set that hold, as statements; undefined where there is no such set. Rows of words are none. */
  statements(name: string): readonly Quad[] | undefined {
    return this.#mappingSets.get(name)?.rows.flatMap((row) => {
      const { subjectIri, predicateIri, objectIri, literal, negated, noTermFound } = row;
      if (subjectIri === undefined || literal || negated || noTermFound) return [];
      return [quad(namedNode(subjectIri), namedNode(predicateIri), namedNode(objectIri))];
    });
  }

  #look(value: string, attribute: LiftAttribute, sets: readonly string[]): readonly string[] {
    for (const set of sets) {
      const rows = this.#index(set).rowsFor(value);
      if (rows.length === 0) continue;
      const found = rows.flatMap((row) =>
        row.noTermFound ? [mer.NotInScheme.value] : this.#canonical(row.objectIri, attribute),
      );
      if (found.length > 0) return [...new Set(found)];
    }
    return this.#canonical(value, attribute);
  }

  /**
   * The canonical concept of a code, if it belongs to the values of the attribute. A code without a concept of its own
   * is read as its category (ICD10:C50.4 as C50): what has the code is of that kind, and no more is said.
   */
  #canonical(code: string, attribute: LiftAttribute): string[] {
    const resolution = this.#ontology.resolve(code);
    const concept = resolution.state === 'found' ? resolution.concept : resolution.broader;
    if (concept === undefined) return [];
    const { iri, scheme } = concept;
    return attribute.scheme === undefined || attribute.scheme.equals(scheme) ? [iri.value] : [];
  }

  #index(name: string): SetIndex {
    let index = this.#indexes.get(name);
    if (index === undefined) {
      const set = this.#mappingSets.get(name);
      if (set === undefined) throw new MeridianError('bad-mapping', `There is no mapping set "${name}".`);
      index = new SetIndex(set.rows);
      this.#indexes.set(name, index);
    }
    return index;
  }
}

const maxRemembered = 100_000;

/** The rows of a mapping set by what a source may write: words for literal rows, ids in either form for the others. */
class SetIndex {
  readonly #byWord = new Map<string, LiftMappingRow[]>();
  readonly #byId = new Map<string, LiftMappingRow[]>();

  constructor(rows: readonly LiftMappingRow[]) {
    for (const row of rows) {
      if (row.negated || (!row.noTermFound && !liftable.has(row.predicateIri))) continue;
      if (row.literal) add(this.#byWord, folded(row.subjectLabel ?? ''), row);
      else
        for (const id of new Set([row.subjectId, row.subjectIri]))
          if (id !== undefined) add(this.#byId, id, row);
    }
  }

  rowsFor(value: string): readonly LiftMappingRow[] {
    return this.#byWord.get(folded(value)) ?? this.#byId.get(value) ?? [];
  }
}

/** Case and runs of spaces do not count. */
export function folded(text: string): string {
  return text.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();
}

function add(index: Map<string, LiftMappingRow[]>, key: string, row: LiftMappingRow): void {
  const rows = index.get(key);
  if (rows === undefined) index.set(key, [row]);
  else rows.push(row);
}
