import { mer, skos } from '../../rdf/vocabulary.ts';
import type { OntologyFinding } from '../ontology-finding.ts';
import type { CheckContext } from './check-context.ts';

/** The searchable attributes: values, paths, units, names. What makes one unreadable is found when it is read. */
export function* checkAttributes(context: CheckContext): Iterable<OntologyFinding> {
  const units = knownUnits(context);
  const names = new Map<string, string>();
  for (const attribute of context.ontology.attributes) {
    const { name, scheme, unit, catalogue, record, iri } = attribute;
    if (scheme !== undefined && context.ontology.conceptsOf(scheme.value).length === 0) {
      const message = `The attribute ${name} takes its values from ${context.name(scheme.value)}, which has no concept. Add the scheme to ontology/vocabularies.`;
      yield context.at('attribute-scheme-empty', message, iri.value, mer.valueScheme.value);
    }
    for (const [binding, predicate] of [
      [catalogue, mer.catalogue],
      [record, mer.record],
    ] as const) {
      const steps = [binding?.path, binding?.lowerPath, binding?.upperPath].flatMap((path) => path ?? []);
      const unknown = steps.find(
        ({ property }) => context.isOwn(property.value) && !context.properties.isDeclared(property.value),
      );
      if (unknown === undefined) continue;
      const message = `The path of the attribute ${name} uses ${context.name(unknown.property.value)}, which is no declared property. Correct the name, or declare it.`;
      yield context.at('attribute-path-undeclared', message, iri.value, predicate.value);
    }
    if (unit !== undefined && units.size > 0 && !units.has(encodeURIComponent(unit)) && !units.has(unit)) {
      const message = `The attribute ${name} has the unit "${unit}", which is no UCUM code of the unit vocabulary. Correct it, or add the unit.`;
      yield context.at('attribute-unit-unknown', message, iri.value, mer.unit.value);
    }
    const earlier = names.get(name);
    if (earlier === undefined) names.set(name, iri.value);
    else {
      const message = `${context.name(earlier)} and ${context.name(iri.value)} are both named ${name}. Rename one.`;
      yield context.at('attribute-name-doubled', message, iri.value, mer.name.value);
    }
  }
}

/** UCUM codes that are concepts or that some concept means, as they stand in IRIs; none where the prefix table has no UCUM. */
function knownUnits(context: CheckContext): ReadonlySet<string> {
  const namespace = context.ontology.prefixes.get('UCUM');
  const units = new Set<string>();
  if (namespace === undefined) return units;
  for (const [unit] of context.graph.statements(skos.inScheme))
    if (unit.startsWith(namespace)) units.add(unit.slice(namespace.length));
  for (const [, codes] of context.graph.statements(skos.exactMatch)) {
    for (const { value } of codes) {
      if (value.startsWith(namespace)) units.add(value.slice(namespace.length));
    }
  }
  return units;
}
