import { stringify } from 'yaml';
import type {
  Expression,
  JoinCondition,
  LogicalSource,
  Mapping,
  PredicateObjectMap,
  TermMap,
  TriplesMap,
} from '../../server/lift/rml/mapping.ts';
import type { Literal } from '../../server/rdf/terms.ts';
import { mer, rml, xsd } from '../../server/rdf/vocabulary.ts';

/** A mapping as YARRRML, for the way back; it must have no logical views, which YARRRML does not know. */
export function writeYarrrml(mapping: Mapping, base: string): string {
  const maps = [...mapping.triplesMaps.values()];
  const named = maps.map((map) => [nameOf(map.id, base), writeTriplesMap(map, base)]);
  return stringify({ base, mappings: Object.fromEntries(named) as object }, { lineWidth: 0 });
}

function nameOf(id: string, base: string): string {
  if (id.startsWith(base)) return decodeURIComponent(id.slice(base.length));
  throw new Error(`${id} is not below ${base}`);
}

function writeTriplesMap(map: TriplesMap, base: string): object {
  if (map.source.kind === 'view') throw new Error('YARRRML has no views');
  return {
    sources: [writeSource(map.source)],
    ...(map.subject.expression.kind === 'none' ? {} : { s: [writeTerm(map.subject)] }),
    ...(map.graphs.length === 0 ? {} : { graphs: map.graphs.map(writeTerm) }),
    po: [
      ...map.classes.map(({ value }) => ['a', value]),
      ...map.predicateObjects.map((each) => writeEntry(each, base)),
    ],
  };
}

const formulations: ReadonlyMap<string, string> = new Map([
  [rml.CSV.value, 'csv'],
  [rml.JSONPath.value, 'jsonpath'],
  [rml.XPath.value, 'xpath'],
  [mer.Table.value, 'table'],
  [mer.FHIR.value, 'fhir'],
  [mer.RDF.value, 'rdf'],
]);

function writeSource({ file, formulation, iterator }: LogicalSource): string[] {
  const name = formulations.get(formulation);
  if (name === undefined) throw new Error(`YARRRML has no name for ${formulation}`);
  return [`${file}~${name}`, ...(iterator === undefined ? [] : [iterator])];
}

function writeEntry(each: PredicateObjectMap, base: string): object {
  return {
    p: each.predicates.map(writeTerm),
    o: [
      ...each.objects.map(writeTerm),
      ...each.references.map(({ parent, conditions }) => ({
        mapping: nameOf(parent, base),
        condition: conditions.map(writeJoin),
      })),
    ],
    ...(each.graphs.length === 0 ? {} : { graphs: each.graphs.map(writeTerm) }),
  };
}

function writeJoin({ child, parent }: JoinCondition): object {
  return {
    function: 'equal',
    parameters: [
      ['str1', writeExpression(child), 's'],
      ['str2', writeExpression(parent), 'o'],
    ],
  };
}

function writeTerm(map: TermMap): object {
  const { expression, termType, stated, language, datatype } = map;
  const type = termType === 'blank-node' ? 'blank' : termType;
  const constant = expression.kind === 'constant' ? expression.term : undefined;
  return {
    ...writeValue(expression),
    ...(stated || type !== 'literal' ? { type } : {}),
    ...(constant?.termType === 'Literal' ? writeKind(constant) : {}),
    ...(language === undefined ? {} : { language: writeExpression(language) }),
    ...(datatype === undefined ? {} : { datatype: writeAny(datatype.expression) }),
  };
}

function writeKind({ language, datatype }: Literal): object {
  if (language !== '') return { language };
  return datatype.equals(xsd.string) ? {} : { datatype: datatype.value };
}

function writeValue(expression: Expression): object {
  if (expression.kind === 'conditional') {
    return { ...writeValue(expression.value), condition: writeValue(expression.condition) };
  }
  if (expression.kind !== 'function') return { value: writeExpression(expression) };
  const { function: name, inputs } = expression.execution;
  return {
    function: name,
    parameters: inputs.map(({ parameter, value }) => ({
      parameter,
      value: writeAny(value, '~iri'),
    })),
  };
}

function writeAny(expression: Expression, behindIri = ''): object | string {
  return expression.kind === 'function' ? writeValue(expression) : writeExpression(expression, behindIri);
}

function writeExpression(expression: Expression, behindIri = ''): string {
  switch (expression.kind) {
    case 'constant':
      return escaped(expression.term.value) + (expression.term.termType === 'NamedNode' ? behindIri : '');
    case 'reference':
      return `$(${escapedReference(expression.reference)})`;
    case 'template':
      return expression.template
        .map((part) => ('text' in part ? escaped(part.text) : `$(${escapedReference(part.reference)})`))
        .join('');
    default:
      throw new Error(`${expression.kind} is no text`);
  }
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('$(', '\\$(');
}

function escapedReference(reference: string): string {
  return reference.replace(/[\\()]/g, '\\$&');
}
