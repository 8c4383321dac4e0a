import { MeridianError } from '../../errors.ts';
import type { NamedNode, Quad, Term } from '../../rdf/terms.ts';
import { isBlankNode, isLiteral, isNamedNode, namedNode, quad as createQuad } from '../../rdf/terms.ts';
import { legacyQueryLanguage, legacyRml, r2rml, rml } from '../../rdf/vocabulary.ts';

/** The statements of a mapping document, in the new vocabulary whichever they were written in. */
export class MappingGraph {
  readonly file: string;
  /** True where the document is in the older vocabulary, whose values had no natural datatypes. */
  readonly legacy: boolean;
  readonly #bySubject = new Map<string, Quad[]>();
  readonly #byPredicate = new Map<string, Quad[]>();

  readonly #byObject = new Map<string, Quad>();

  constructor(quads: Iterable<Quad>, file: string) {
    this.file = file;
    let legacy = false;
    for (const original of quads) {
      legacy ||= original.predicate.value.startsWith(legacyRml.namespace);
      const statement = modern(original);
      push(this.#bySubject, key(statement.subject), statement);
      push(this.#byPredicate, statement.predicate.value, statement);
      if (isBlankNode(statement.object)) this.#byObject.set(key(statement.object), statement);
    }
    this.legacy = legacy;
  }

  objects(subject: Term, ...predicates: readonly NamedNode[]): Term[] {
    const statements = this.#bySubject.get(key(subject)) ?? [];
    return predicates.flatMap((predicate) =>
      statements.filter((statement) => statement.predicate.equals(predicate)).map((found) => found.object),
    );
  }

  /** The one object, or none; more than one is 'bad-mapping'. */
  object(subject: Term, predicate: NamedNode): Term | undefined {
    const found = this.objects(subject, predicate);
    if (found.length > 1) throw this.bad(subject, `has more than one ${nameOf(predicate)}`);
    return found[0];
  }

  /** The words of the one literal or IRI, or none. */
  text(subject: Term, predicate: NamedNode): string | undefined {
    return this.object(subject, predicate)?.value;
  }

  subjectsOf(predicate: NamedNode): Term[] {
    const seen = new Map<string, Term>();
    for (const statement of this.#byPredicate.get(predicate.value) ?? [])
      seen.set(key(statement.subject), statement.subject);
    return [...seen.values()];
  }

  /** `<map:Patients>`, and for a node within it `The rml:subjectMap of <map:Patients>`. */
  #nameOf(subject: Term): string {
    if (isLiteral(subject)) return `"${subject.value}"`;
    if (!isBlankNode(subject)) return `<${subject.value}>`;
    const steps: string[] = [];
    let node: Term = subject;
    while (isBlankNode(node) && steps.length < maxDepth) {
      const above = this.#byObject.get(key(node));
      if (above === undefined) break;
      steps.push(nameOf(above.predicate));
      node = above.subject;
    }
    return `The ${steps.join(' of the ')} of ${isBlankNode(node) ? 'a node' : `<${node.value}>`}`;
  }

  /** A failure of the mapping: "map:Patients has …". */
  bad(subject: Term, fault: string, advice?: string): MeridianError {
    return new MeridianError('bad-mapping', `${this.#nameOf(subject)} ${fault}.`, {
      place: { file: this.file },
      ...(advice === undefined ? {} : { advice }),
    });
  }
}

/** Blank nodes may stand in a circle. */
const maxDepth = 20;

/** IRI, or `_:label`. */
export function key(term: Term): string {
  return isBlankNode(term) ? `_:${term.value}` : term.value;
}

function nameOf(predicate: Term): string {
  const { value } = predicate;
  return value.startsWith(rml.namespace) ? `rml:${value.slice(rml.namespace.length)}` : `<${value}>`;
}

const legacyNamespaces = [r2rml.namespace, legacyRml.namespace, legacyQueryLanguage.namespace];

function modernIri<T extends Term>(term: T): T | NamedNode {
  if (!isNamedNode(term)) return term;
  for (const namespace of legacyNamespaces) {
    if (term.value.startsWith(namespace))
      return namedNode(rml.namespace + term.value.slice(namespace.length));
  }
  return term;
}

function modern(statement: Quad): Quad {
  return createQuad(
    modernIri(statement.subject),
    modernIri(statement.predicate),
    modernIri(statement.object),
  );
}

function push(index: Map<string, Quad[]>, at: string, statement: Quad): void {
  const bucket = index.get(at);
  if (bucket === undefined) index.set(at, [statement]);
  else bucket.push(statement);
}
