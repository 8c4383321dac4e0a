import type { Term } from '@rdfjs/types';
import type { Operation, OrderBy, PathExpression, Values } from './algebra.ts';
import { writeAggregate, writeExpression } from './write-expression.ts';
import { writeTerm } from './write-term.ts';

/** Bound in place of variables where a SELECT has none: a row that says only that there is a solution. */
const rowVariable = 'meridian_row';

/**
 * An operation as the text of a SELECT query, with a LIMIT if one is given. Every operation is written as a group of
 * its own, so that the text means what the algebra means whatever stands beside it.
 */
export function writeQuery(operation: Operation, limit?: number): string {
  const text = isSelect(operation)
    ? writeSelect(operation)
    : `SELECT * WHERE { ${writeElements(operation)} }`;
  return limit === undefined || operation.type === 'slice' ? text : `${text} LIMIT ${limit}`;
}

function isSelect(operation: Operation): boolean {
  return ['slice', 'distinct', 'reduced', 'project', 'orderby', 'group'].includes(operation.type);
}

/** The solution modifiers from the outside in (SPARQL 1.1 section 18.2.4 and 18.2.5), then the group they modify. */
function writeSelect(operation: Operation): string {
  let inner = operation;
  let tail = '';
  let modifier = '';
  if (inner.type === 'slice') {
    tail = `${inner.length === undefined ? '' : ` LIMIT ${inner.length}`}${inner.start > 0 ? ` OFFSET ${inner.start}` : ''}`;
    inner = inner.input;
  }
  if (inner.type === 'distinct' || inner.type === 'reduced') {
    modifier = `${inner.type.toUpperCase()} `;
    inner = inner.input;
  }
  let variables: string | undefined;
  if (inner.type === 'project') {
    variables = writeVariables(inner.variables);
    inner = inner.input;
  }
  let order: OrderBy | undefined;
  if (inner.type === 'orderby') {
    order = inner;
    inner = inner.input;
  }
  const sorting = order === undefined ? '' : ` ORDER BY ${order.expressions.map(writeSortKey).join(' ')}`;
  if (inner.type === 'group' && variables === undefined && order === undefined) {
    const keys = inner.variables.map(writeTerm).join(' ');
    const counts = inner.aggregates.map((item) => `(${writeAggregate(item)} AS ${writeTerm(item.variable)})`);
    const grouping = keys === '' ? '' : ` GROUP BY ${keys}`;
    const columns = [keys, ...counts].join(' ').trim();
    return `SELECT ${modifier}${columns} WHERE { ${writeElements(inner.input)} }${grouping}${tail}`;
  }
  return `SELECT ${modifier}${variables ?? '*'} WHERE { ${writeElements(inner)} }${sorting}${tail}`;
}

function writeSortKey(...[expression]: Parameters<typeof writeExpression>): string {
  const text = writeExpression(expression);
  return /^(?:ASC|DESC)\(/.test(text) ? text : `ASC(${text})`;
}

function writeVariables(variables: readonly Term[]): string {
  return variables.length === 0 ? `(1 AS ?${rowVariable})` : variables.map(writeTerm).join(' ');
}

/** What stands between the braces of a group. */
export function writeElements(operation: Operation): string {
  switch (operation.type) {
    case 'pattern':
      return `${writeTerm(operation.subject)} ${writeTerm(operation.predicate)} ${writeTerm(operation.object)} .`;
    case 'path':
      return `${writeTerm(operation.subject)} ${writePath(operation.predicate)} ${writeTerm(operation.object)} .`;
    case 'join':
      return operation.input.map(writeElement).join(' ');
    case 'leftjoin': {
      const [left, right] = operation.input;
      const filter =
        operation.expression === undefined ? '' : ` FILTER(${writeExpression(operation.expression)})`;
      return `${writeElement(left)} OPTIONAL { ${writeElement(right)}${filter} }`;
    }
    case 'minus':
      return `${writeElement(operation.input[0])} MINUS { ${writeElements(operation.input[1])} }`;
    case 'union':
      return operation.input.map((branch) => `{ ${writeElements(branch)} }`).join(' UNION ');
    case 'filter':
      return `${writeElement(operation.input)} FILTER(${writeExpression(operation.expression)})`;
    case 'extend':
      return `${writeElement(operation.input)} BIND(${writeExpression(operation.expression)} AS ${writeTerm(operation.variable)})`;
    case 'values':
      return writeValues(operation);
    case 'leaf':
      throw new TypeError('A leaf stands for rows, and has no text of its own.');
    default:
      return `{ ${writeSelect(operation)} }`;
  }
}

/** An operation beside others: in braces, except for what means the same without them. */
function writeElement(operation: Operation): string {
  const isBare = ['pattern', 'path', 'values'].includes(operation.type) || isSelect(operation);
  if (operation.type === 'join' && operation.input.every((input) => input.type === 'pattern')) {
    return writeElements(operation);
  }
  return isBare ? writeElements(operation) : `{ ${writeElements(operation)} }`;
}

function writeValues({ variables, bindings }: Values): string {
  const rows = bindings.map((row) => {
    const cells = variables.map((variable) => {
      const term = row[variable.value];
      return term === undefined ? 'UNDEF' : writeTerm(term);
    });
    return `(${cells.join(' ')})`;
  });
  return `VALUES (${variables.map(writeTerm).join(' ')}) { ${rows.join(' ')} }`;
}

function writePath(path: PathExpression): string {
  switch (path.type) {
    case 'link':
      return writeTerm(path.iri);
    case 'inv':
      return `^(${writePath(path.path)})`;
    case 'seq':
      return path.input.map((step) => `(${writePath(step)})`).join('/');
    case 'alt':
      return path.input.map((branch) => `(${writePath(branch)})`).join('|');
    case 'ZeroOrMorePath':
      return `(${writePath(path.path)})*`;
    case 'OneOrMorePath':
      return `(${writePath(path.path)})+`;
    case 'ZeroOrOnePath':
      return `(${writePath(path.path)})?`;
  }
}
