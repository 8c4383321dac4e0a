import initialContext from './rdfa-initial-context.json' with { type: 'json' };
import { encodeIllegal, resolveIri } from './resolve-iri.ts';

/** What holds for a whole page: its base IRI, and how its labels of blank nodes are named. */
export interface RdfaPageNames {
  readonly base: string;
  /** `_:` and a label that no other parse uses. */
  readonly blank: (label: string) => string;
}

type Attributes = Readonly<Record<string, string | undefined>>;

const initialPrefixes: ReadonlyMap<string, string> = new Map([
  ...Object.entries(initialContext.prefixes),
  // RDFa Core 1.1 section 6: the prefix of `:next`.
  ['', initialContext.prefixes.xhv],
]);
const initialTerms: ReadonlyMap<string, string> = new Map(Object.entries(initialContext.terms));

/** RDFa's own terms, of the namespace that the initial context declares. */
export const rdfaTerms = {
  usesVocabulary: `${initialContext.prefixes.rdfa}usesVocabulary`,
  copy: `${initialContext.prefixes.rdfa}copy`,
} as const;

/**
 * The prefixes, vocabulary and language in force at an element, and what the names in its attributes mean by them
 * (RDFa Core 1.1 section 7.4). Prefixes are looked up without regard to case.
 */
export class RdfaScope {
  readonly language: string;
  readonly #names: RdfaPageNames;
  readonly #outer: RdfaScope | undefined;
  readonly #prefixes: ReadonlyMap<string, string>;
  readonly #vocabulary: string | undefined;

  private constructor(
    names: RdfaPageNames,
    outer: RdfaScope | undefined,
    prefixes: ReadonlyMap<string, string>,
    vocabulary: string | undefined,
    language: string,
  ) {
    this.#names = names;
    this.#outer = outer;
    this.#prefixes = prefixes;
    this.#vocabulary = vocabulary;
    this.language = language;
  }

  static initial(names: RdfaPageNames): RdfaScope {
    return new RdfaScope(names, undefined, initialPrefixes, undefined, '');
  }

  /** The scope within an element that has these attributes; itself where they change nothing. */
  inner(attributes: Attributes): RdfaScope {
    const prefixes = this.declared(attributes);
    const { vocab } = attributes;
    const language = attributes['xml:lang'] ?? attributes['lang'];
    if (prefixes.size === 0 && vocab === undefined && language === undefined) return this;
    return new RdfaScope(
      this.#names,
      prefixes.size === 0 ? this.#outer : this,
      prefixes.size === 0 ? this.#prefixes : prefixes,
      vocab === undefined ? this.#vocabulary : this.vocabulary(vocab),
      language?.trim().replaceAll('_', '-') ?? this.language,
    );
  }

  /** The vocabulary that a `vocab` attribute sets; undefined where it is empty. */
  vocabulary(value: string): string | undefined {
    return value.trim() === '' ? undefined : this.reference(value);
  }

  /** The prefixes that an element declares itself. */
  declared(attributes: Attributes): ReadonlyMap<string, string> {
    const prefixes = new Map<string, string>();
    const declare = (prefix: string, iri: string): void => {
      if (prefix !== '' && prefix !== '_') prefixes.set(prefix.toLowerCase(), this.reference(iri));
    };
    for (const name in attributes) {
      if (name.startsWith('xmlns:')) declare(name.slice('xmlns:'.length), attributes[name] ?? '');
    }
    const words = tokens(attributes['prefix'] ?? '');
    for (const [index, word] of words.entries()) {
      const before = words[index - 1];
      if (before?.endsWith(':') === true && !word.endsWith(':')) declare(before.slice(0, -1), word);
    }
    return prefixes;
  }

  /** A plain IRI, as of `href`: never a CURIE. */
  reference(value: string): string {
    return encodeIllegal(resolveIri(value.trim(), this.#names.base));
  }

  /** SafeCURIEorCURIEorIRI, as of `about` and `resource`. Undefined where it names nothing: the attribute is ignored. */
  resource(value: string): string | undefined {
    const text = value.trim();
    if (!text.startsWith('[') || !text.endsWith(']')) return this.#curie(text) ?? this.reference(text);
    const inner = text.slice(1, -1).trim();
    return inner === '' ? undefined : this.#curie(inner);
  }

  /** The TERMorCURIEorAbsIRIs of an attribute; those that mean nothing are left out. */
  names(value: string, kinds: { readonly terms: boolean; readonly blank: boolean }): string[] {
    return tokens(value).flatMap((word) => {
      const name = word.includes(':')
        ? (this.#curie(word) ?? absolute(word))
        : kinds.terms
          ? this.#term(word)
          : undefined;
      return name === undefined || (!kinds.blank && name.startsWith('_:')) ? [] : [name];
    });
  }

  #term(word: string): string | undefined {
    if (this.#vocabulary !== undefined) return encodeIllegal(this.#vocabulary + word);
    return initialTerms.get(word) ?? initialTerms.get(word.toLowerCase());
  }

  #curie(text: string): string | undefined {
    const colon = text.indexOf(':');
    if (colon < 0) return undefined;
    const [prefix, local] = [text.slice(0, colon), text.slice(colon + 1)];
    if (prefix === '_') return this.#names.blank(local);
    const namespace = this.#lookUp(prefix.toLowerCase());
    return namespace === undefined ? undefined : encodeIllegal(namespace + local);
  }

  #lookUp(prefix: string): string | undefined {
    const own = this.#prefixes.get(prefix);
    return own !== undefined || this.#outer === undefined ? own : this.#outer.#lookUp(prefix);
  }
}

/** The words of an attribute; in linear time, whatever white space it holds. */
export function tokens(value: string): string[] {
  return value.split(/[\t\n\f\r ]+/).filter((word) => word !== '');
}

function absolute(word: string): string | undefined {
  return /^[A-Za-z][A-Za-z0-9+.-]*:/.test(word) ? encodeIllegal(word) : undefined;
}
