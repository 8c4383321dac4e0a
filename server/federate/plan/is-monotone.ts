import type { Operation } from './algebra.ts';

/**
 * Whether a residual stays true when a node's rows are missing: joins and unions then give a part of the rows, and
 * aggregates, orders and slices on top speak of the nodes that answered. Below a join they would compare, and an
 * OPTIONAL would call unbound what is only missing.
 */
export function isMonotone(residual: Operation): boolean {
  switch (residual.type) {
    case 'slice':
    case 'distinct':
    case 'reduced':
    case 'project':
    case 'orderby':
    case 'extend':
    case 'filter':
      return isMonotone(residual.input);
    case 'group':
      return keepsRows(residual.input);
    default:
      return keepsRows(residual);
  }
}

function keepsRows(operation: Operation): boolean {
  switch (operation.type) {
    case 'leaf':
    case 'values':
      return true;
    case 'join':
    case 'union':
      return operation.input.every(keepsRows);
    case 'filter':
    case 'extend':
    case 'project':
    case 'distinct':
    case 'reduced':
    case 'orderby':
      return keepsRows(operation.input);
    default:
      return false;
  }
}
