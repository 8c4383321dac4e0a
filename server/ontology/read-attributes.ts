import type { NamedNode, Term } from '../rdf/terms.ts';
import { isNamedNode } from '../rdf/terms.ts';
import { mer, skos } from '../rdf/vocabulary.ts';
import type { Attribute, Binding, FacetKind, Level } from './attribute.ts';
import { OntologyFault } from './ontology-fault.ts';
import { readPath } from './read-path.ts';
import type { Statements } from './statements.ts';

const levels: ReadonlyMap<string, Level> = new Map([
  [mer.DatasetLevel.value, 'dataset'],
  [mer.PatientLevel.value, 'patient'],
  [mer.ConditionLevel.value, 'condition'],
  [mer.StudyLevel.value, 'study'],
  [mer.SeriesLevel.value, 'series'],
]);

const facetKinds: ReadonlyMap<string, FacetKind> = new Map([
  [mer.HierarchyFacet.value, 'hierarchy'],
  [mer.ListFacet.value, 'list'],
  [mer.RangeFacet.value, 'range'],
]);

const absences: ReadonlyMap<string, boolean> = new Map([
  [mer.MeansNo.value, true],
  [mer.MeansUnknown.value, false],
]);

/** All `mer:Attribute` declarations, in the order in which they are shown. Throws 'bad-ontology' naming the attribute. */
export function readAttributes(statements: Statements): readonly Attribute[] {
  return statements
    .subjectsOfType(mer.Attribute)
    .filter(isNamedNode)
    .map((iri) => readAttribute(statements, iri))
    .sort((a, b) => a.order - b.order || (a.name < b.name ? -1 : 1));
}

function readAttribute(statements: Statements, iri: NamedNode): Attribute {
  const fail = (message: string, predicate?: NamedNode): never => {
    throw new OntologyFault('attribute-unreadable', `Attribute ${iri.value}: ${message}`, {
      about: { iri: iri.value, ...(predicate === undefined ? {} : { predicate: predicate.value }) },
      advice: 'See ontology/README.md, "Add an attribute".',
    });
  };
  const one = (predicate: NamedNode): Term =>
    statements.object(iri, predicate) ?? fail(`${predicate.value} is missing.`);
  const among = <Value>(table: ReadonlyMap<string, Value>, predicate: NamedNode): Value =>
    table.get(one(predicate).value) ??
    fail(`${one(predicate).value} is no value of ${predicate.value}.`, predicate);

  const labels = new Map([
    ...statements.byLanguage(iri, mer.unreviewedLabel),
    ...statements.byLanguage(iri, skos.prefLabel),
  ]);
  if (!labels.has('en')) fail('there is no English label.');
  const scheme = statements.object(iri, mer.valueScheme);
  const datatype = statements.object(iri, mer.datatype);
  const unit = statements.object(iri, mer.unit);
  const catalogue = statements.object(iri, mer.catalogue);
  const record = statements.object(iri, mer.record);
  const order = Number(statements.object(iri, mer.order)?.value ?? Number.MAX_SAFE_INTEGER);
  return {
    iri,
    name: one(mer.name).value,
    labels,
    description: statements.byLanguage(iri, skos.definition).get('en') ?? '',
    ...(isNamedNode(scheme) ? { scheme } : {}),
    ...(isNamedNode(datatype) ? { datatype } : {}),
    ...(unit === undefined ? {} : { unit: unit.value }),
    ...(catalogue === undefined
      ? {}
      : { catalogue: readBinding(statements, catalogue, (message) => fail(message, mer.catalogue)) }),
    ...(record === undefined
      ? {}
      : { record: readBinding(statements, record, (message) => fail(message, mer.record)) }),
    facetKind: among(facetKinds, mer.facetKind),
    closed: among(absences, mer.absence),
    order,
  };
}

function readBinding(statements: Statements, node: Term, fail: (message: string) => never): Binding {
  const level =
    levels.get(statements.object(node, mer.level)?.value ?? '') ?? fail('a binding has no mer:level.');
  const path = statements.object(node, mer.path);
  const lower = statements.object(node, mer.lowerPath);
  const upper = statements.object(node, mer.upperPath);
  if (path === undefined && (lower === undefined || upper === undefined)) {
    fail('a binding has neither mer:path nor both mer:lowerPath and mer:upperPath.');
  }
  return {
    level,
    path: path === undefined ? [] : readPath(statements, path, fail),
    ...(lower === undefined ? {} : { lowerPath: readPath(statements, lower, fail) }),
    ...(upper === undefined ? {} : { upperPath: readPath(statements, upper, fail) }),
  };
}
