import { foundIn, nameOf } from '../foreign-ontology.ts';
import type { ForeignClass, ForeignCode, ForeignOntology } from '../foreign-ontology.ts';
import type { ImportFinding, ImportFindingKind } from '../import-finding.ts';

/** Each code by itself: its look, its check digit, and whether it is one of the system that it stands under. */
export function* checkCodes(ontology: ForeignOntology): Iterable<ImportFinding> {
  for (const foreign of ontology.classes.values()) {
    for (const code of foreign.codes) {
      const fault = faultOf(ontology, foreign, code);
      if (fault === undefined) continue;
      const [kind, message] = fault;
      yield foundIn(
        ontology,
        kind,
        `${nameOf(ontology, foreign.iri)} ${message}`,
        foreign.iri,
        code.property,
      );
    }
  }
}

/** Whether a code looks like one of its system and its check digit is right. A system without a pattern takes any. */
export function isWellFormed(ontology: ForeignOntology, { system, code }: ForeignCode): boolean {
  const format = ontology.formats.get(system.prefix);
  return format === undefined || (format.pattern.test(code) && format.hasCheckDigit(code));
}

function faultOf(
  ontology: ForeignOntology,
  foreign: ForeignClass,
  code: ForeignCode,
): readonly [ImportFindingKind, string] | undefined {
  const { system, code: text } = code;
  const format = ontology.formats.get(system.prefix);
  if (format === undefined || isWellFormed(ontology, code)) return undefined;
  const what = `has the ${system.prefix} code "${text}"`;
  const owner = foreign.codes.find(
    (other) => other.system !== system && other.code === text && isWellFormed(ontology, other),
  );
  if (owner !== undefined)
    return ['code-of-other-system', `${what}, which is its ${owner.system.prefix} code.`];
  if (format.pattern.test(text)) {
    return [
      'code-check-digit',
      `${what}, whose check digit is wrong: a digit is missing, added or mistaken.`,
    ];
  }
  if (/^[0-9]+(?:[.,][0-9]+)?E\+?[0-9]+$/i.test(text)) {
    return ['code-format', `${what}, which a spreadsheet made into a rounded number.`];
  }
  if (/\s/.test(text)) return ['code-format', `${what}, which holds a blank.`];
  return ['code-format', `${what}, which does not look like one.`];
}
