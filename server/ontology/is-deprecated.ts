import { isLiteral, type Term } from '../rdf/terms.ts';

/** Whether values of owl:deprecated retire a term: `true` and `1` are the same xsd:boolean (XML Schema 1.1-2, 3.3.2). */
export function isDeprecated(values: readonly Term[]): boolean {
  return values.some((value) => isLiteral(value) && (value.value === 'true' || value.value === '1'));
}
