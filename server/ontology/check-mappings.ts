import type { MappingRow, MappingSet } from '../rdf/sssom.ts';
import { skos } from '../rdf/vocabulary.ts';
import type { OntologyFinding } from './ontology-finding.ts';
import type { Ontology } from './ontology.ts';

/**
 * Mapping rows whose code on our side is dead. Our side is the one under a namespace that holds concepts; a row with
 * no such side maps between two foreign vocabularies, and helps nobody here.
 */
export function checkMappings(ontology: Ontology, sets: Iterable<MappingSet>): readonly OntologyFinding[] {
  const described = new Set(ontology.quads.map(({ subject }) => subject.value));
  const namespaces = conceptNamespaces(ontology);
  const isOurs = (iri: string): boolean => namespaces.some((namespace) => iri.startsWith(namespace));
  const findings: OntologyFinding[] = [];
  for (const set of sets) {
    for (const row of set.rows) {
      const problem =
        problemOf(row, described, isOurs) ?? claimProblem(row, ontology) ?? labelProblem(row, ontology);
      if (problem !== undefined) findings.push({ ...problem, place: { file: set.file, line: row.line } });
    }
  }
  return findings;
}

function problemOf(
  row: MappingRow,
  described: ReadonlySet<string>,
  isOurs: (iri: string) => boolean,
): OntologyFinding | undefined {
  const sides = [
    { id: row.subjectId ?? '', iri: row.subjectIri },
    { id: row.objectId, iri: row.noTermFound ? undefined : row.objectIri },
  ].filter((side): side is { id: string; iri: string } => side.iri !== undefined);
  const dead = sides.find(({ iri }) => isOurs(iri) && !described.has(iri));
  if (dead !== undefined) {
    return {
      severity: 'violation',
      message: `${dead.id} is no concept of the ontology. Correct the code, or add the term.`,
    };
  }
  if (row.noTermFound || sides.some(({ iri }) => described.has(iri))) return undefined;
  return {
    severity: 'violation',
    message: `Neither side of the row is a concept of the ontology (${row.objectId}).`,
  };
}

/** A code resolves to one concept; of two that claim it by exact match, one loses. */
function claimProblem(row: MappingRow, ontology: Ontology): OntologyFinding | undefined {
  if (row.predicateIri !== skos.exactMatch.value || row.negated || row.subjectIri === undefined)
    return undefined;
  const subject = ontology.concept(row.subjectIri);
  if (subject?.iri.value !== row.subjectIri) return undefined;
  const holder = ontology.concept(row.objectIri);
  if (holder === undefined || holder.iri.equals(subject.iri)) return undefined;
  return {
    severity: 'violation',
    message: `${subject.curie} and ${holder.curie} both claim the code ${row.objectId}. Keep one as skos:exactMatch.`,
  };
}

/** A label that no longer fits its code is the usual sign of a code mistyped. */
function labelProblem(row: MappingRow, ontology: Ontology): OntologyFinding | undefined {
  const pairs = [
    { id: row.subjectId, iri: row.subjectIri, label: row.literal ? undefined : row.subjectLabel },
    { id: row.objectId, iri: row.objectIri, label: row.objectLabel },
  ];
  for (const { id, iri, label } of pairs) {
    const concept = iri === undefined ? undefined : ontology.concept(iri);
    if (concept === undefined || label === undefined || concept.iri.value !== iri) continue;
    const names = [...concept.labels.values(), ...concept.synonyms];
    if (names.some((name) => name.toLowerCase() === label.toLowerCase())) continue;
    const expected = concept.labels.get('en') ?? '';
    return {
      severity: 'warning',
      message: `${id ?? ''} is called "${label}" here, and "${expected}" in the ontology.`,
    };
  }
  return undefined;
}

/** `https://cancerimage.eu/ontology/EUCAIM#` and whatever else holds the concepts of the schemes. */
function conceptNamespaces(ontology: Ontology): readonly string[] {
  const schemes = new Set(
    ontology.attributes.flatMap(({ scheme }) => (scheme === undefined ? [] : [scheme.value])),
  );
  const namespaces = new Set<string>();
  for (const scheme of schemes) {
    for (const { iri } of ontology.conceptsOf(scheme)) namespaces.add(iri.value.replace(/[^#/]*$/, ''));
  }
  return [...namespaces];
}
