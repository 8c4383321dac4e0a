import type {
  CompiledCriterion,
  CompiledDefinition,
  CompiledLeaf,
} from '../../../server/cohort/compiled-definition.ts';
import type { NamedNode } from '../../../server/rdf/terms.ts';
import { toNTriplesTerm } from '../../../server/rdf/n-triples.ts';
import { eucaim, mer, xsd } from '../../../server/rdf/vocabulary.ts';

/** How a criterion is written: as one join, or as a sub-select of distinct patients for each leaf. */
export type QueryStyle = 'join' | 'sub-selects';

/**
 * The certain count of a definition in SPARQL, as someone who knows SPARQL well would write it: concepts expanded to
 * IN lists, no property path, no EXISTS. What is certainly not so is taken away with MINUS: those who have the value,
 * may have it in a coarser word, have one that nobody could read, or have a thing that tells none. Throws for what the definitions of
 * queries/cohort do not use.
 */
export function certainCountQuery(definition: CompiledDefinition, style: QueryStyle): string {
  const writer = new PatternWriter(style);
  return `PREFIX xsd: <${xsd.namespace}> SELECT (COUNT(DISTINCT ?p) AS ?n) WHERE { ${writer.criterion(definition.where)} }`;
}

class PatternWriter {
  readonly #style: QueryStyle;
  #names = 0;

  constructor(style: QueryStyle) {
    this.#style = style;
  }

  criterion(criterion: CompiledCriterion): string {
    switch (criterion.kind) {
      case 'all':
        return criterion.parts.map((part) => this.criterion(part)).join(' ');
      case 'any':
        return criterion.parts.map((part) => `{ ${this.criterion(part)} }`).join(' UNION ');
      case 'not':
        return this.#not(criterion.part);
      case 'same':
        return this.#grouped(this.#same(criterion.part));
      case 'leaf':
        return this.#grouped(this.#leaf(criterion.leaf, wantedOf(criterion.leaf)));
    }
  }

  #grouped(pattern: string): string {
    return this.#style === 'join' ? pattern : `{ SELECT DISTINCT ?p { ${pattern} } }`;
  }

  #not(part: CompiledCriterion): string {
    // Of a closed attribute those without anything recorded would count as well.
    if (part.kind !== 'leaf' || part.leaf.level === 'patient' || part.leaf.attribute.closed)
      throw unwritten('not');
    const { leaf } = part;
    const unreadable = `${this.#way(leaf, 'u')} ?u ${iri(mer.unmapped)} ${iri(leaf.attribute.iri)} .`;
    const untold = `${this.#way(leaf, 'o')} OPTIONAL { ?o ${iri(pathOf(leaf))} ?ov } FILTER(!BOUND(?ov))`;
    const told =
      `{ SELECT DISTINCT ?p { { ${this.#way(leaf, 'k')} } UNION ` +
      `{ ?p ${iri(mer.completeFor)} ${iri(leaf.attribute.iri)} } } }`;
    return (
      `${told} MINUS { SELECT DISTINCT ?p { ${this.#leaf(leaf, possibleOf(leaf))} } } ` +
      `MINUS { SELECT DISTINCT ?p { ${unreadable} } } MINUS { SELECT DISTINCT ?p { ${untold} } }`
    );
  }

  /** Series that fulfil all leaves at once. */
  #same(part: CompiledCriterion): string {
    const parts = part.kind === 'all' ? part.parts : [part];
    const thing = this.#name('r');
    const leaves = parts.map((each) => {
      if (each.kind !== 'leaf' || each.leaf.level !== 'series') throw unwritten('same');
      return this.#value(each.leaf, thing, wantedOf(each.leaf));
    });
    return `?s${thing} ${iri(eucaim.hasSubject)} ?p ; ${iri(eucaim.Composed_Of)} ?${thing} . ${leaves.join(' ')}`;
  }

  #leaf(leaf: CompiledLeaf, values: readonly string[]): string {
    const thing = leaf.level === 'patient' ? 'p' : this.#name('t');
    return `${this.#way(leaf, thing)} ${this.#value(leaf, thing, values)}`;
  }

  /** From the patient to a thing of the leaf's level. */
  #way(leaf: CompiledLeaf, thing: string): string {
    switch (leaf.level) {
      case 'patient':
        return '';
      case 'condition':
        return `?${thing} ${iri(eucaim.inheresIn)} ?p .`;
      case 'series':
        return `?s${thing} ${iri(eucaim.hasSubject)} ?p ; ${iri(eucaim.Composed_Of)} ?${thing} .`;
      default:
        throw unwritten(leaf.level);
    }
  }

  #value(leaf: CompiledLeaf, thing: string, values: readonly string[]): string {
    const variable = this.#name('v');
    const pattern = `?${thing} ${iri(pathOf(leaf))}`;
    if (leaf.test.kind === 'range') {
      const { from, to } = leaf.test;
      // Years have a datatype that SPARQL does not compare with numbers.
      const number = leaf.attribute.unit === undefined ? `xsd:integer(STR(?${variable}))` : `?${variable}`;
      const ends = [
        Number.isFinite(from) ? `${number} >= ${from}` : '',
        Number.isFinite(to) ? `${number} <= ${to}` : '',
      ];
      return `${pattern} ?${variable} . FILTER(${ends.filter((end) => end !== '').join(' && ')})`;
    }
    if (values.length === 1) return `${pattern} <${values[0]}> .`;
    return `${pattern} ?${variable} . FILTER(?${variable} IN (${values.map((value) => `<${value}>`).join(', ')}))`;
  }

  #name(prefix: string): string {
    return `${prefix}${this.#names++}`;
  }
}

/** The one property that leads from a thing to its value. */
function pathOf({ attribute }: CompiledLeaf): NamedNode {
  const [step, ...more] = attribute.record?.path ?? [];
  if (step === undefined || more.length > 0) throw unwritten(attribute.name);
  return step.property;
}

function wantedOf({ test }: CompiledLeaf): readonly string[] {
  return test.kind === 'concepts' ? [...test.wanted] : [];
}

function possibleOf({ test }: CompiledLeaf): readonly string[] {
  return test.kind === 'concepts' ? [...test.wanted, ...test.doubtful] : [];
}

function iri(node: NamedNode): string {
  return toNTriplesTerm(node);
}

function unwritten(what: string): RangeError {
  return new RangeError(`The benchmark does not write ${what} in SPARQL.`);
}
