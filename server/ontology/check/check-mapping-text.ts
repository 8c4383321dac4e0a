import type { Place } from '../../errors.ts';
import { semapv } from '../../rdf/vocabulary.ts';
import { finding, type OntologyFinding } from '../ontology-finding.ts';
import { isRecord } from '../../rdf/parse-mapping-set.ts';
import type { MappingText, TableLine } from './mapping-table.ts';

/** Slots that a set needs (SSSOM, MappingSet; the version is a rule of ours: rows are compared between releases). */
const setSlots = ['mapping_set_id', 'license', 'mapping_set_version'];
/** Slots that every row needs (SSSOM, Mapping). */
const rowSlots = ['predicate_id', 'mapping_justification'];
/** Slots whose values are CURIEs. */
const curieSlots = ['subject_id', 'predicate_id', 'object_id', 'mapping_justification', 'mapping_source'];
/** Prefixes that no curie_map need declare (SSSOM, "CURIE map"). */
const builtIn = new Set(['owl', 'rdf', 'rdfs', 'semapv', 'skos', 'sssom', 'xsd']);

const justifications = new Set(
  Object.values(semapv).flatMap((term) =>
    typeof term === 'string' ? [] : [term.value.slice(semapv.namespace.length)],
  ),
);

/** What is wrong with a set before its rows are understood: also told of sets that cannot be loaded. */
export function* checkMappingText(text: MappingText): Iterable<OntologyFinding> {
  for (const slot of setSlots.filter((each) => !(each in text.slots))) {
    yield finding('mapping-slot-missing', `The set has no ${slot}. Add it to the header.`, {
      file: text.file,
      line: 1,
    });
  }
  const declared = text.slots['curie_map'];
  const prefixes = new Set([...builtIn, ...(isRecord(declared) ? Object.keys(declared) : [])]);
  for (const line of text.lines) yield* checkLine(line, prefixes, text);
}

function* checkLine(
  { line, cells }: TableLine,
  prefixes: ReadonlySet<string>,
  { file, slots }: MappingText,
): Iterable<OntologyFinding> {
  const place: Place = { file, line };
  const literal = (cells.get('subject_type') ?? slots['subject_type']) === 'rdfs literal';
  const literalObject = (cells.get('object_type') ?? slots['object_type']) === 'rdfs literal';
  const needed = [
    ...rowSlots,
    literal ? 'subject_label' : 'subject_id',
    literalObject ? 'object_label' : 'object_id',
  ];
  for (const slot of needed.filter((each) => !cells.has(each))) {
    yield finding('mapping-slot-missing', `The row has no ${slot}. Fill it.`, place);
  }
  for (const slot of curieSlots) {
    const value = cells.get(slot);
    const prefix =
      value === undefined || /^(https?|urn):/.test(value) ? undefined : /^([^:\s]*):/.exec(value)?.[1];
    if (prefix === undefined || prefixes.has(prefix)) continue;
    const message = `The prefix of ${value ?? ''} is not declared. Add ${prefix} to curie_map in the header.`;
    yield finding('mapping-prefix-undeclared', message, place);
  }
  const justification = cells.get('mapping_justification');
  if (justification !== undefined && !justifications.has(justification.replace(/^semapv:/, ''))) {
    const message = `${justification} is no justification of SEMAPV. Use one that SSSOM lists, semapv:ManualMappingCuration for instance.`;
    yield finding('mapping-justification-unknown', message, place);
  }
  const confidence = cells.get('confidence');
  if (confidence !== undefined && !(Number(confidence) >= 0 && Number(confidence) <= 1)) {
    yield finding('mapping-confidence', `${confidence} is no confidence. Write a number from 0 to 1.`, place);
  }
}
