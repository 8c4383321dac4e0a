import type { Term } from '@rdfjs/types';
import { xsd } from '../../rdf/vocabulary.ts';
import { refuse } from './refuse.ts';

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '"': '\\"',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** A term or variable as SPARQL writes it. Throws `unsupported-query` for IRIs that no SPARQL text can hold. */
export function writeTerm(term: Term): string {
  switch (term.termType) {
    case 'Variable':
      return `?${term.value}`;
    case 'NamedNode':
      // IRIREF (SPARQL 1.1 production 139); what lies outside could end the IRI and begin something else.
      // eslint-disable-next-line no-control-regex -- control characters are what the production excludes
      if (/[\u0000-\u0020<>"{}|^`\\]/.test(term.value))
        throw refuse('An IRI', 'it holds a character no IRI may hold');
      return `<${term.value}>`;
    case 'Literal': {
      const text = `"${term.value.replace(/[\\"\n\r\t]/g, (character) => escapes[character] ?? character)}"`;
      if (term.language !== '') return `${text}@${term.language}`;
      return term.datatype.equals(xsd.string) ? text : `${text}^^${writeTerm(term.datatype)}`;
    }
    default:
      throw refuse('A blank node', 'it has no name that another node would know');
  }
}
