import { mer, sh } from '../../rdf/vocabulary.ts';
import { OntologyFault } from '../ontology-fault.ts';
import { hasLoincDigit } from './loinc-check-digit.ts';
import { keyOf, type OntologyGraph } from './ontology-graph.ts';
import { hasVerhoeffDigit } from './verhoeff.ts';

/** How the codes of a system look, as `ontology/prefixes.ttl` says (mer:codePattern, mer:checkDigit). */
export interface CodeFormat {
  readonly prefix: string;
  readonly namespace: string;
  readonly pattern: RegExp;
  readonly hasCheckDigit: (code: string) => boolean;
}

const checkDigits: ReadonlyMap<string, (code: string) => boolean> = new Map([
  [mer.Verhoeff.value, hasVerhoeffDigit],
  [mer.Mod10.value, hasLoincDigit],
]);

/** Throws 'bad-ontology' for a pattern that is no regular expression. */
export function codeFormats(graph: OntologyGraph): readonly CodeFormat[] {
  return [...graph.statements(mer.codePattern)].flatMap(([declaration, [pattern]]) => {
    const [prefix] = graph.literals(declaration, sh.prefix);
    const [namespace] = graph.literals(declaration, sh.namespace);
    if (prefix === undefined || namespace === undefined || pattern === undefined) return [];
    const [digit] = graph.objects(declaration, mer.checkDigit).map(keyOf);
    return [
      {
        prefix: prefix.value,
        namespace: namespace.value,
        pattern: compile(prefix.value, pattern.value, declaration),
        hasCheckDigit: checkDigits.get(digit ?? '') ?? ((): boolean => true),
      },
    ];
  });
}

function compile(prefix: string, pattern: string, declaration: string): RegExp {
  try {
    return new RegExp(`^(?:${pattern})$`);
  } catch (error) {
    throw new OntologyFault(
      'pattern-unreadable',
      `The mer:codePattern of ${prefix} is no regular expression.`,
      {
        about: { iri: declaration, predicate: mer.codePattern.value },
        advice: 'Correct it in ontology/prefixes.ttl.',
        cause: error,
      },
    );
  }
}
