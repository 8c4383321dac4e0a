import { OntologyFault } from '../ontology-fault.ts';
import { finding, type OntologyFinding } from '../ontology-finding.ts';
import type { CheckContext } from './check-context.ts';
import { codeFormats } from './code-format.ts';

/** Codes of mapping rows look like codes of their system: a code mistyped or damaged by a spreadsheet seldom does. */
export function* checkCodeFormats(context: CheckContext): Iterable<OntologyFinding> {
  let formats;
  try {
    formats = codeFormats(context.graph);
  } catch (error) {
    if (!(error instanceof OntologyFault)) throw error;
    yield context.ofFault(error);
    return;
  }
  for (const { set } of context.tables) {
    for (const row of set.rows) {
      const subject =
        row.literal || row.subjectIri === undefined ? [] : [{ id: row.subjectId ?? '', iri: row.subjectIri }];
      for (const { id, iri } of [...subject, { id: row.objectId, iri: row.objectIri }]) {
        const format = formats.find(({ namespace }) => iri.startsWith(namespace));
        if (format === undefined) continue;
        const code = iri.slice(format.namespace.length);
        const place = { file: set.file, line: row.line };
        if (!format.pattern.test(code)) {
          const message = `${id} does not look like a code of ${format.prefix}. Copy the code anew from where the row was read.`;
          yield finding('code-format', message, place);
        } else if (!format.hasCheckDigit(code)) {
          const message = `${id} has a wrong check digit: a digit is mistyped. Copy the code anew from where the row was read.`;
          yield finding('code-check-digit', message, place);
        }
      }
    }
  }
}
