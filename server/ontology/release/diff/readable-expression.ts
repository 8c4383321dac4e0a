import type { PrefixTable } from '../../../rdf/prefixes.ts';
import { toCurie } from '../../../rdf/prefixes.ts';
import type { NamedNode } from '../../../rdf/terms.ts';
import { owl, rdf } from '../../../rdf/vocabulary.ts';

/** What is said of a restriction or a combination of classes, in the order in which `GraphTree.text` says it. */
const restriction = new RegExp(
  `\\[${says(rdf.type, owl.Restriction)}; <${owl.onProperty.value}> (<[^>]*>); <(?:${owl.someValuesFrom.value}|(${owl.allValuesFrom.value}))> (<[^>]*>)\\]`,
  'g',
);
const combination = new RegExp(
  `\\[${says(rdf.type, owl.Class)}; <(?:${owl.intersectionOf.value}|(${owl.unionOf.value}))> \\(([^()]*)\\)\\]`,
  'g',
);

/**
 * A class expression or a literal as people read it: names as CURIEs, restrictions in the words of the Manchester
 * syntax (`hasFindingSite some Kidney`).
 */
export function readableExpression(text: string, prefixes: PrefixTable): string {
  if (text.startsWith('"')) return shortened(text, prefixes);
  const plain = text
    .replace(
      restriction,
      (_all, property: string, only: string | undefined, filler: string) =>
        `${property} ${only === undefined ? 'some' : 'only'} ${filler}`,
    )
    .replace(
      combination,
      (_all, union: string | undefined, members: string) =>
        `${union === undefined ? 'all' : 'any'} of (${members})`,
    );
  return shortened(plain, prefixes);
}

function says(predicate: NamedNode, object: NamedNode): string {
  return `<${predicate.value}> <${object.value}>`;
}

function shortened(text: string, prefixes: PrefixTable): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|<([^>]*)>/g, (all, iri: string | undefined) =>
    iri === undefined ? all : toCurie(prefixes, iri),
  );
}
