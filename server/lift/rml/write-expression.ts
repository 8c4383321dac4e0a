import { toNTriplesTerm } from '../../rdf/n-triples.ts';
import { isNamedNode } from '../../rdf/terms.ts';
import type { Expression, RefObjectMap } from './mapping.ts';

/** An expression in a line, for people: `unit`, `"OMOP:{gender}"`, `coalesce(a, "none")`, `<http://example.org/x>`. */
export function writeExpression(expression: Expression): string {
  switch (expression.kind) {
    case 'constant':
      return isNamedNode(expression.term)
        ? localName(expression.term.value)
        : toNTriplesTerm(expression.term);
    case 'reference':
      return expression.reference;
    case 'template':
      return JSON.stringify(
        expression.template.map((part) => ('text' in part ? part.text : `{${part.reference}}`)).join(''),
      );
    case 'function': {
      const { function: name, inputs } = expression.execution;
      return `${localName(name)}(${inputs.map(({ value }) => writeExpression(value)).join(', ')})`;
    }
    case 'conditional':
      return `${writeExpression(expression.value)} if ${writeExpression(expression.condition)}`;
    case 'none':
      return 'a blank node';
  }
}

/** An object that another triples map makes: `persons`, or `persons where person_id = person_id`. */
export function writeReference({ parent, conditions }: RefObjectMap): string {
  const joined = conditions.map(
    ({ child, parent: other }) => `${writeExpression(child)} = ${writeExpression(other)}`,
  );
  return conditions.length === 0
    ? `subject of ${localName(parent)}`
    : `subject of ${localName(parent)} where ${joined.join(' and ')}`;
}

function localName(iri: string): string {
  const [name = ''] = /[^/#]*$/.exec(iri) ?? [];
  return name === '' ? iri : name;
}
