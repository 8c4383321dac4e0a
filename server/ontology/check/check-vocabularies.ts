import { eucaim, mer, rdfs, skos } from '../../rdf/vocabulary.ts';
import type { OntologyFinding } from '../ontology-finding.ts';
import type { CheckContext } from './check-context.ts';
import { englishLabel } from './check-labels.ts';

/** A vocabulary is a selection of classes: its concepts are classes, with their labels and their hierarchy. */
export function* checkVocabularies(context: CheckContext): Iterable<OntologyFinding> {
  const { graph } = context;
  for (const iri of graph.instances(skos.Concept)) {
    if (!context.isClass(iri)) {
      if (!iri.startsWith(eucaim.namespace)) continue;
      const message = `${context.name(iri)} is no class of the ontology. Correct the code, or declare the class in ontology/modules.`;
      yield context.at('concept-no-class', message, iri);
      continue;
    }
    const names = [skos.prefLabel, skos.altLabel, skos.hiddenLabel].flatMap((each) =>
      graph.literals(iri, each),
    );
    const label = englishLabel(graph.literals(iri, skos.prefLabel));
    const own = englishLabel(graph.literals(iri, rdfs.label));
    if (label !== undefined && own !== undefined && !names.some(({ value }) => value === own)) {
      const message = `${context.name(iri)} is called "${label}" here, and "${own}" as a class. Take the label of the class, or add it as skos:altLabel where another one is clearer.`;
      yield context.at('label-differs', message, iri, skos.prefLabel.value);
    }
    const added = graph.named(iri, mer.addedBroader);
    for (const parent of graph.named(iri, skos.broader)) {
      if (!context.isClass(parent) || context.classes.reaches(iri, parent) || added.includes(parent))
        continue;
      const message = `${context.name(iri)} has the parent ${context.describe(parent)}, which no rdfs:subClassOf of the class supports. State it as mer:addedBroader too, if it is ours.`;
      yield context.at('broader-unsupported', message, iri, skos.broader.value);
    }
  }
}
