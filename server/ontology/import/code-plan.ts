import { toCurie } from '../../rdf/prefixes.ts';
import { foundIn, nameOf } from './foreign-ontology.ts';
import type { ForeignClass, ForeignCode, ForeignOntology } from './foreign-ontology.ts';
import type { ImportFinding } from './import-finding.ts';
import { isWellFormed } from './rules/check-codes.ts';
import { claims } from './rules/check-shared-codes.ts';
import type { ShippedTerms } from './shipped-terms.ts';

/** What became of the codes of one system. */
export interface CodeCounts {
  /** Became skos:exactMatch. */
  taken: number;
  /** The ontology has them on the same concept, as the same or as something near. */
  known: number;
  malformed: number;
  /** Claimed by several classes of the file. */
  shared: number;
  /** Held by another concept of the ontology. */
  heldByOther: number;
}

// What no IRI holds (SPARQL 1.1, IRIREF): a system without a pattern takes any other text for a code.
// eslint-disable-next-line no-control-regex -- control characters are exactly what is looked for
const notInIri = /[\u0000-\u0020<>"{}|^`\\]/;

/** Decides code by code whether it becomes an exact match. */
export class CodePlan {
  readonly counts = new Map<string, CodeCounts>();
  readonly findings: ImportFinding[] = [];
  readonly #ontology: ForeignOntology;
  readonly #shipped: ShippedTerms;
  readonly #claims: ReadonlyMap<string, readonly string[]>;

  constructor(ontology: ForeignOntology, shipped: ShippedTerms) {
    this.#ontology = ontology;
    this.#shipped = shipped;
    this.#claims = claims(ontology);
  }

  /** IRIs of the codes of a class that may be taken. */
  take(foreign: ForeignClass): readonly string[] {
    if (foreign.deprecated) return [];
    return foreign.codes.flatMap((code) => {
      const outcome = this.#judge(foreign, code);
      const { prefix } = code.system;
      let counts = this.counts.get(prefix);
      if (counts === undefined)
        this.counts.set(prefix, (counts = { taken: 0, known: 0, malformed: 0, shared: 0, heldByOther: 0 }));
      counts[outcome] += 1;
      return outcome === 'taken' ? [code.system.namespace + code.code] : [];
    });
  }

  #judge(foreign: ForeignClass, code: ForeignCode): keyof CodeCounts {
    const { iri } = foreign;
    if (!isWellFormed(this.#ontology, code) || notInIri.test(code.code)) return 'malformed';
    const codeIri = code.system.namespace + code.code;
    const holder = this.#shipped.holderOf(codeIri);
    if (holder === iri || this.#shipped.isNear(iri, codeIri)) return 'known';
    if ((this.#claims.get(`${code.system.prefix}\n${code.code}`)?.length ?? 0) > 1) return 'shared';
    // Two classes that mean the same would be one too many: a code that is a class itself is none for another.
    const isClass = this.#ontology.classes.has(codeIri) || this.#shipped.imported.has(codeIri);
    if (holder === undefined && !isClass) return 'taken';
    const other = toCurie(this.#ontology.prefixes, holder ?? codeIri);
    const message = `${nameOf(this.#ontology, iri)} has the ${code.system.prefix} code ${code.code}, which ${holder === undefined ? 'is a class itself' : `belongs to ${other} here`}.`;
    this.findings.push(foundIn(this.#ontology, 'code-held-already', message, iri, code.property));
    return 'heldByOther';
  }
}
