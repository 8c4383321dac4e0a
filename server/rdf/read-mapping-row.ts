import { MeridianError } from '../errors.ts';
import type { MappingRow, MappingSetMetadata } from './sssom.ts';
import { sssom } from './vocabulary.ts';

/** Set-level slots that hold for every row without its own value (SSSOM, "propagatable slots"), as far as rows are read. */
type PropagatedSlot = 'subject_type' | 'object_type';

const required = ['predicate_id', 'mapping_justification'] as const;

/** One line of the table: its cells by column name. */
export interface TableRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** A line of the table to a mapping. Throws MeridianError 'bad-mapping' with file and line. */
export function readMappingRow(
  { line, cells }: TableRow,
  metadata: MappingSetMetadata,
  file: string,
): MappingRow {
  const fail = (message: string, advice: string): never => {
    throw new MeridianError('bad-mapping', message, { place: { file, line }, advice });
  };
  const cell = (slot: string): string | undefined => {
    const value = cells[slot]?.trim();
    return value === undefined || value === '' ? undefined : value;
  };
  const typed = (slot: PropagatedSlot): string | undefined => cell(slot) ?? slotText(metadata.slots[slot]);
  const iri = (id: string): string => {
    const expanded = expand(id, metadata.curieMap);
    return expanded ?? fail(`The prefix of ${id} is not declared.`, 'Add it to curie_map in the header.');
  };

  for (const slot of required) {
    if (cell(slot) === undefined) fail(`The row has no ${slot}.`, `Fill the column ${slot}.`);
  }
  const literal = typed('subject_type') === 'rdfs literal';
  const objectLiteral = typed('object_type') === 'rdfs literal';
  const subjectId = cell('subject_id');
  const subjectLabel = cell('subject_label');
  const objectId = cell('object_id') ?? (objectLiteral ? cell('object_label') : undefined);
  if (literal ? subjectLabel === undefined : subjectId === undefined) {
    fail(
      'The row has no subject.',
      literal ? 'Fill subject_label.' : 'Fill subject_id, or set subject_type to rdfs literal.',
    );
  }
  const predicateId = cell('predicate_id') ?? '';
  const object =
    objectId ?? fail('The row has no object.', 'Fill object_id; sssom:NoTermFound where nothing fits.');
  const objectIri = objectLiteral ? object : iri(object);
  const objectLabel = cell('object_label');
  const confidence = readConfidence(cell('confidence'), fail);
  const comment = cell('comment');
  const source = expand(cell('mapping_source') ?? '', metadata.curieMap);
  return {
    line,
    ...(subjectId === undefined ? {} : { subjectId, subjectIri: iri(subjectId) }),
    ...(subjectLabel === undefined ? {} : { subjectLabel }),
    predicateId,
    predicateIri: iri(predicateId),
    objectId: object,
    objectIri,
    ...(objectLabel === undefined ? {} : { objectLabel }),
    justification: cell('mapping_justification') ?? '',
    ...(confidence === undefined ? {} : { confidence }),
    literal,
    negated: cell('predicate_modifier') === 'Not',
    noTermFound: objectIri === sssom.NoTermFound.value,
    ...(source === undefined ? {} : { sourceIri: source }),
    ...(comment === undefined ? {} : { comment }),
  };
}

function readConfidence(
  value: string | undefined,
  fail: (message: string, advice: string) => never,
): number | undefined {
  if (value === undefined) return undefined;
  const confidence = Number(value);
  if (!(confidence >= 0 && confidence <= 1))
    fail(`${value} is no confidence.`, 'Write a number from 0 to 1.');
  return confidence;
}

/** A full IRI stays as it is; otherwise the longest declared prefix before a colon counts. */
function expand(id: string, curieMap: ReadonlyMap<string, string>): string | undefined {
  const colon = id.indexOf(':');
  const namespace = colon < 0 ? undefined : curieMap.get(id.slice(0, colon));
  if (namespace !== undefined) return namespace + id.slice(colon + 1);
  return /^(https?|urn):/.test(id) ? id : undefined;
}

/** A slot of the metadata as text; undefined for lists and objects. */
export function slotText(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
