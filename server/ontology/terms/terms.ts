import { expandCurie } from '../../rdf/prefixes.ts';
import type { Quad } from '../../rdf/terms.ts';
import { isNamedNode } from '../../rdf/terms.ts';
import { foldWords } from '../fold-words.ts';
import type { Ontology } from '../ontology.ts';
import { askedCode } from './asked-code.ts';
import { localName } from './local-name.ts';
import { nearTerms } from './near-terms.ts';
import { readTerm } from './read-term.ts';
import { termCodes } from './term-codes.ts';
import type { FoundTerm, Term, TermKind, Worded } from './term.ts';
import { TermGraph } from './term-graph.ts';
import { termStatements } from './term-statements.ts';

/** How many terms are told as near an unknown code. */
const mostNear = 5;

/** Everything of the hyper-ontology that has a name: concepts, classes, properties, attributes, schemes, modules. */
export class Terms {
  readonly ontology: Ontology;
  readonly graph: TermGraph;
  readonly #read = new Map<string, Term | undefined>();
  #all: readonly Term[] | undefined;

  constructor(ontology: Ontology) {
    this.ontology = ontology;
    this.graph = new TermGraph(ontology.quads);
  }

  /** The term of an IRI; undefined where the ontology says nothing of it. */
  term(iri: string): Term | undefined {
    if (this.#read.has(iri)) return this.#read.get(iri);
    const term = readTerm(iri, this.graph, this.ontology);
    // What is not there is not kept: callers may ask for any number of those.
    if (term !== undefined) this.#read.set(iri, term);
    return term;
  }

  /**
   * The term that a code names: a concept in any style of code, anything else by CURIE or IRI. A retired code leads to
   * what replaces it, a code of another system to the concept that it stands for; `asked` says so.
   */
  find(code: string): FoundTerm | undefined {
    const resolution = this.ontology.resolve(code);
    if (resolution.state === 'found') {
      const term = this.term(resolution.concept.iri.value);
      if (term === undefined) return undefined;
      const asked = askedCode(code, resolution, this);
      return { term, ...(asked === undefined ? {} : { asked }) };
    }
    for (const iri of [expandCurie(this.ontology.prefixes, code), code, resolution.iri]) {
      const term = iri === undefined || iri.startsWith('_:') ? undefined : this.term(iri);
      if (term !== undefined) return { term };
    }
    return undefined;
  }

  /** Terms with a similar code or name, best first: what somebody may have meant. */
  near(code: string): readonly Term[] {
    const resolution = this.ontology.resolve(code);
    const concepts = resolution.state === 'unknown' ? resolution.near : [];
    const local = code.slice(
      Math.max(code.lastIndexOf(':'), code.lastIndexOf('#'), code.lastIndexOf('/')) + 1,
    );
    const others = nearTerms(local, this.#withoutConcept(), ({ curie }) => localName(curie), mostNear);
    const found = [...others, ...concepts.flatMap(({ iri }) => this.term(iri.value) ?? [])];
    return [...new Set(found)].slice(0, mostNear);
  }

  /** Properties, classes, attributes and schemes that are no concepts and have these words in a name. */
  search(text: string, most: number): readonly Term[] {
    // `hasBirthSex` is three words, in a question as in a name.
    const wordsOf = (name: string): readonly string[] =>
      foldWords(name.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2'));
    const words = wordsOf(text);
    if (words.length === 0) return [];
    const fits = (name: string): boolean => {
      const parts = wordsOf(name);
      return words.every((word) => parts.some((part) => part.startsWith(word)));
    };
    return this.#withoutConcept()
      .filter(({ curie, labels }) => [...labels.values(), localName(curie)].some(fits))
      .slice(0, most);
  }

  /** The label in a language, else in English, else any. */
  label({ labels, curie }: Term, language: string): Worded {
    for (const each of [language, 'en', '']) {
      const text = labels.get(each);
      if (text !== undefined) return { text, language: each === '' ? 'en' : each };
    }
    const [first] = labels;
    return first === undefined ? { text: curie, language: '' } : { text: first[1], language: first[0] };
  }

  /** The terms of a kind, or all of a namespace, in order of their names. */
  list(wanted: { readonly kind?: TermKind; readonly namespace?: string }): readonly Term[] {
    const { kind, namespace } = wanted;
    return this.#everything().filter(
      (term) =>
        (kind === undefined || term.kind === kind) &&
        (namespace === undefined || (term.iri.startsWith(namespace) && term.iri !== namespace)),
    );
  }

  /** What the ontology states about some terms, and about nothing else. */
  statements(iris: Iterable<string>): readonly Quad[] {
    return termStatements(this.graph, iris);
  }

  codes(term: Term): ReturnType<typeof termCodes> {
    return termCodes(term.iri, term.concept, this.graph, this.ontology.prefixes);
  }

  #withoutConcept(): readonly Term[] {
    return this.#everything().filter(({ concept, kind }) => concept === undefined && kind !== 'ontology');
  }

  #everything(): readonly Term[] {
    this.#all ??= [
      ...new Set(
        this.ontology.quads
          .map(({ subject }) => subject)
          .flatMap((subject) => (isNamedNode(subject) ? subject.value : [])),
      ),
    ]
      .flatMap((iri) => this.term(iri) ?? [])
      .sort((a, b) => (a.curie < b.curie ? -1 : 1));
    return this.#all;
  }
}
