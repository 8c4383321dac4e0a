import { isLiteral, type Literal } from '../../rdf/terms.ts';
import { rdf, rdfs, xsd } from '../../rdf/vocabulary.ts';
import type { OntologyFinding } from '../ontology-finding.ts';
import type { CheckContext } from './check-context.ts';
import { isValueOf, isWellFormed } from './literal-datatype.ts';
import { keyOf } from './ontology-graph.ts';

/**
 * Literals of the datatype that they say (OWL 2 RL, dt-not-type) and that the range of their property wants (prp-rng), and
 * no literal where a property leads to things.
 */
export function* checkLiterals(context: CheckContext): Iterable<OntologyFinding> {
  const { properties, graph } = context;
  for (const { subject, predicate, object } of context.ontology.quads) {
    const [key, property] = [keyOf(subject), predicate.value];
    const owner = (): string => context.name(graph.owner(key).iri);
    if (!isLiteral(object)) {
      if (!properties.isOfLiterals(property) || properties.isOfThings(property)) continue;
      const message = `${owner()} has ${context.name(keyOf(object))} for ${context.name(property)}, whose values are literals. Write it in quotation marks.`;
      yield context.at('value-kind', message, key, property);
      continue;
    }
    if (properties.isOfThings(property) && !properties.isOfLiterals(property)) {
      const message = `${owner()} has "${object.value}" for ${context.name(property)}, whose values are things. Name the thing.`;
      yield context.at('value-kind', message, key, property);
      continue;
    }
    const wanted = wantedDatatype(object, properties.ranges(property));
    if (wanted === undefined) continue;
    const message = `${owner()} has "${object.value}" for ${context.name(property)}, which is no ${context.name(wanted)}. Correct the value, or its datatype.`;
    yield context.at('literal-datatype', message, key, property);
  }
}

/** The datatype that a literal is not of, though it should be. */
function wantedDatatype({ value, datatype }: Literal, ranges: readonly string[]): string | undefined {
  if (!isWellFormed(value, datatype.value)) return datatype.value;
  return ranges.find((range) => isDatatype(range) && !isValueOf(value, datatype.value, range));
}

function isDatatype(range: string): boolean {
  return range !== rdfs.Literal.value && (range.startsWith(xsd.namespace) || range === rdf.langString.value);
}
