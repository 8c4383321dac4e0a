import { rdfs } from '../../../rdf/vocabulary.ts';
import { foundIn, nameOf } from '../foreign-ontology.ts';
import type { ForeignOntology } from '../foreign-ontology.ts';
import type { ImportFinding } from '../import-finding.ts';

/** Classes without a label, with two in one language, and labels that name several classes. */
export function* checkLabels(ontology: ForeignOntology): Iterable<ImportFinding> {
  const named = new Map<string, string[]>();
  for (const { iri, labels, deprecated } of ontology.classes.values()) {
    if (labels.size === 0)
      yield foundIn(ontology, 'label-missing', `${nameOf(ontology, iri)} has no label.`, iri);
    const own = ontology.graph.literals(iri, rdfs.label);
    const doubled = own.find(({ language, value }) => {
      const label = value.trim();
      return label !== '' && labels.get(language) !== label;
    });
    if (doubled !== undefined) {
      const message = `${nameOf(ontology, iri)} has a second label "${doubled.value}" in the same language.`;
      yield foundIn(ontology, 'label-doubled', message, iri, rdfs.label.value);
    }
    if (deprecated) continue;
    for (const [language, label] of labels) {
      const key = `${language === '' ? 'en' : language}\n${label.toLowerCase()}`;
      const known = named.get(key);
      if (known === undefined) named.set(key, [iri]);
      else if (!known.includes(iri)) known.push(iri);
    }
  }
  for (const [key, classes] of named) {
    const [first, ...others] = classes.sort();
    if (first === undefined || others.length === 0) continue;
    const label =
      ontology.classes.get(first)?.labels.get(key.split('\n')[0] ?? '') ?? key.split('\n')[1] ?? '';
    const names = classes.map((iri) => nameOf(ontology, iri)).join(', ');
    yield foundIn(
      ontology,
      'label-shared',
      `"${label}" names ${classes.length} classes: ${names}.`,
      first,
      rdfs.label.value,
    );
  }
}
