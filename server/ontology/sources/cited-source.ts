import type { Quad, Term } from '../../rdf/terms.ts';
import { isNamedNode } from '../../rdf/terms.ts';
import { dct, mer } from '../../rdf/vocabulary.ts';
import { OntologyFault } from '../ontology-fault.ts';
import { Statements } from '../statements.ts';

/** The entities of a source that a mapping set has to decide about, one by one. */
export interface EntityList {
  /** Name of the mapping set. */
  readonly mappedBy: string;
  /** Columns of the table that, joined by a dot, name an entity. */
  readonly nameColumns: readonly string[];
  /** Conditions on cells; a row counts where all hold. */
  readonly where: readonly { readonly column: string; readonly pattern: RegExp }[];
}

/** Something codes were read in, as `ontology/sources.ttl` describes it. */
export interface CitedSource {
  readonly iri: string;
  readonly title: string;
  readonly license: string;
  /** Path of a copy below a folder of sources; absent where none is kept. */
  readonly copy?: string;
  /** Prefixes of the code systems whose codes stand in it. */
  readonly knows: ReadonlySet<string>;
  readonly lists?: EntityList;
}

/** The sources by what cites them: their own IRI, or that of a file below it where it ends with a slash. */
export class CitedSources {
  readonly all: readonly CitedSource[];
  readonly #found = new Map<string, CitedSource | undefined>();

  constructor(sources: readonly CitedSource[]) {
    // The longer IRI first, so that a file described by itself is not taken for one of its repository.
    this.all = sources.toSorted((a, b) => b.iri.length - a.iri.length);
  }

  of(cited: string): CitedSource | undefined {
    if (!this.#found.has(cited)) {
      const source = this.all.find(
        ({ iri }) => iri === cited || (iri.endsWith('/') && cited.startsWith(iri)),
      );
      this.#found.set(cited, source);
    }
    return this.#found.get(cited);
  }
}

/** Every `mer:CitedSource`. Throws 'bad-ontology' for a pattern that is none. */
export function readCitedSources(quads: Iterable<Quad>): CitedSources {
  const statements = new Statements(quads);
  const sources = statements.subjectsOfType(mer.CitedSource).filter(isNamedNode);
  return new CitedSources(sources.map((source) => readSource(statements, source)));
}

function readSource(statements: Statements, source: Term): CitedSource {
  const copy = statements.object(source, mer.copy);
  const lists = statements.object(source, mer.lists);
  return {
    iri: source.value,
    title: statements.object(source, dct.title)?.value ?? source.value,
    license: statements.object(source, dct.license)?.value ?? '',
    ...(copy === undefined ? {} : { copy: copy.value }),
    knows: new Set(statements.objects(source, mer.knows).map(({ value }) => value)),
    ...(lists === undefined ? {} : { lists: readList(statements, lists, source.value) }),
  };
}

function readList(statements: Statements, node: Term, source: string): EntityList {
  const columns = statements.object(node, mer.nameColumns);
  return {
    mappedBy: statements.object(node, mer.mappedBy)?.value ?? '',
    nameColumns:
      (columns === undefined ? undefined : statements.list(columns))?.map(({ value }) => value) ?? [],
    where: statements.objects(node, mer.where).map((condition) => ({
      column: statements.object(condition, mer.column)?.value ?? '',
      pattern: compile(statements.object(condition, mer.pattern)?.value ?? '', source),
    })),
  };
}

function compile(pattern: string, source: string): RegExp {
  try {
    return new RegExp(`^(?:${pattern})$`);
  } catch (cause) {
    throw new OntologyFault('pattern-unreadable', `The mer:pattern "${pattern}" is no regular expression.`, {
      about: { iri: source, predicate: mer.lists.value },
      advice: `Correct it in ontology/sources.ttl, at <${source}>.`,
      cause,
    });
  }
}
