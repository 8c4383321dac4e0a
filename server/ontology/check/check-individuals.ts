import { isLiteral } from '../../rdf/terms.ts';
import { owl, rdf } from '../../rdf/vocabulary.ts';
import type { FindingKind } from '../finding-kinds.ts';
import type { OntologyFinding } from '../ontology-finding.ts';
import type { CheckContext } from './check-context.ts';
import { isBlankKey, keyOf } from './ontology-graph.ts';

/** A class that a thing is of, and what says so. */
interface TypeOfThing {
  readonly type: string;
  readonly kind: FindingKind;
  /** Where it is said. */
  readonly subject: string;
  readonly predicate: string;
}

/**
 * Single things (attributes, levels, schemes …) that are of two disjoint classes: because they are said to be (OWL 2 RL
 * cax-dw), because of a property they have (prp-dom), or because they are the value of one (prp-rng). And functional
 * properties with two values (prp-fp), where two names are two things.
 */
export function* checkIndividuals(context: CheckContext): Iterable<OntologyFinding> {
  for (const [key, types] of typesOfThings(context)) {
    const conflict = firstConflict(context, types);
    if (conflict === undefined) continue;
    const [earlier, later] = conflict;
    const message = `${thing(context, key)} would be of ${context.describe(earlier.type)} and of ${context.describe(later.type)}, which share nothing. ${adviceOf(later, context)}`;
    yield context.at(later.kind, message, later.subject, later.predicate);
  }
  yield* checkFunctional(context);
}

function typesOfThings(context: CheckContext): ReadonlyMap<string, readonly TypeOfThing[]> {
  const { graph, properties, ontology } = context;
  const things = new Map<string, TypeOfThing[]>();
  const add = (key: string, type: TypeOfThing): void => {
    const known = things.get(key);
    if (known === undefined) things.set(key, [type]);
    // One reason for each type will do: much-used things would have thousands.
    else if (known.every((each) => each.type !== type.type)) known.push(type);
  };
  const typing = rdf.type.value;
  for (const [subject, types] of graph.statements(rdf.type)) {
    for (const type of types.map(keyOf)) {
      add(subject, { type, kind: 'individual-in-disjoint-classes', subject, predicate: typing });
    }
  }
  for (const quad of ontology.quads) {
    const [subject, predicate] = [keyOf(quad.subject), quad.predicate.value];
    for (const type of properties.domains(predicate))
      add(subject, { type, kind: 'domain-conflict', subject, predicate });
    if (isLiteral(quad.object)) continue;
    for (const type of properties.ranges(predicate)) {
      add(keyOf(quad.object), { type, kind: 'range-conflict', subject, predicate });
    }
  }
  return things;
}

function firstConflict(
  context: CheckContext,
  types: readonly TypeOfThing[],
): readonly [TypeOfThing, TypeOfThing] | undefined {
  for (const [index, later] of types.entries()) {
    for (const earlier of types.slice(0, index)) {
      if (context.disjointness.between(earlier.type, later.type) !== undefined) return [earlier, later];
    }
  }
  return undefined;
}

function* checkFunctional(context: CheckContext): Iterable<OntologyFinding> {
  const functional = context.graph.instances(owl.FunctionalProperty);
  const values = new Map<string, Map<string, Set<string>>>();
  for (const { subject, predicate, object } of context.ontology.quads) {
    if (!functional.has(predicate.value)) continue;
    const ofProperty = values.get(predicate.value) ?? new Map<string, Set<string>>();
    values.set(predicate.value, ofProperty);
    const known = ofProperty.get(keyOf(subject)) ?? new Set<string>();
    ofProperty.set(keyOf(subject), known.add(keyOf(object)));
  }
  for (const [predicate, ofProperty] of values) {
    for (const [subject, found] of ofProperty) {
      if (found.size < 2) continue;
      const message = `${thing(context, subject)} has ${[...found].map((each) => context.name(each)).join(' and ')} for ${context.name(predicate)}, which has one value. Keep one.`;
      yield context.at('functional-twice', message, subject, predicate);
    }
  }
}

function adviceOf({ kind, predicate }: TypeOfThing, context: CheckContext): string {
  const name = context.name(predicate);
  if (kind === 'domain-conflict') return `Take ${name} away, or correct its rdfs:domain.`;
  return kind === 'range-conflict'
    ? `Correct the value of ${name}, or its rdfs:range.`
    : 'Take one type away.';
}

function thing(context: CheckContext, key: string): string {
  return isBlankKey(key) ? `A part of ${context.name(context.graph.owner(key).iri)}` : context.name(key);
}
