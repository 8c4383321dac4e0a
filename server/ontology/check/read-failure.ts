import { MeridianError } from '../../errors.ts';
import type { FileOverlay } from '../../rdf/file-overlay.ts';
import { OntologyFault } from '../ontology-fault.ts';
import { finding, type OntologyFinding } from '../ontology-finding.ts';
import { checkMappingText } from './check-mapping-text.ts';
import { readMappingText } from './mapping-table.ts';

/**
 * Why an ontology could not be loaded, as findings with file and line: broken Turtle, attributes and patterns that say
 * nothing, a header that is no YAML, rows that cannot be read. Where the cause is a row, everything is told that its set has wrong. Other failures are thrown on.
 */
export function readFailure(error: unknown, replaced?: FileOverlay): readonly OntologyFinding[] {
  if (!(error instanceof MeridianError)) throw error;
  if (error instanceof OntologyFault) return [finding(error.kind, error.explanation, error.place)];
  const { code, place, advice } = error;
  const message = advice === undefined ? error.message : `${error.message} ${advice}`;
  if (code !== 'bad-mapping') throw error;
  const file = place?.file;
  const found = file === undefined ? [] : [...checkMappingText(readMappingText(file, replaced))];
  const explained = found.some((each) => each.place?.line === place?.line);
  return explained ? found : [finding('mapping-syntax', message, place)];
}
