import type { Level } from '../ontology/attribute.ts';
import { leavesOf, type CompiledCriterion, type CompiledLeaf } from './compiled-definition.ts';
import { evaluateLeaf, isDefinite, mayHoldMore, type Focus, type ProviderRecords } from './evaluate-leaf.ts';
import {
  both,
  either,
  everywhere,
  gather,
  lookUp,
  no,
  opposite,
  raise,
  unknown,
  type Truth,
} from './truth.ts';

/**
 * The truth of a criterion by thing of the focus: what is certain, possible, and certainly not. Outside `same` each
 * leaf is about the patient whose thing it is, inside about the thing.
 */
export function evaluate(criterion: CompiledCriterion, focus: Focus, records: ProviderRecords): Truth {
  return evaluateWith(criterion, focus, records, false);
}

function evaluateWith(
  criterion: CompiledCriterion,
  focus: Focus,
  records: ProviderRecords,
  inSame: boolean,
): Truth {
  const { table } = records;
  const size = table.things[focus].length;
  switch (criterion.kind) {
    case 'all':
      return both(
        criterion.parts.map((part) => evaluateWith(part, focus, records, inSame)),
        size,
      );
    case 'any':
      return either(
        criterion.parts.map((part) => evaluateWith(part, focus, records, inSame)),
        size,
      );
    case 'not':
      return opposite(evaluateWith(criterion.part, focus, records, inSame));
    case 'same':
      return evaluateSame(criterion, focus, records);
    case 'leaf':
      if (inSame || focus === 'patient') return evaluateLeaf(criterion.leaf, focus, records);
      return lookUp(evaluateLeaf(criterion.leaf, 'patient', records), table.patientOf[focus]);
  }
}

type Same = Extract<CompiledCriterion, { readonly kind: 'same' }>;

function evaluateSame(criterion: Same, focus: Focus, records: ProviderRecords): Truth {
  const { level, part } = criterion;
  const { table } = records;
  const things = evaluateWith(part, level, records, true);
  if (level === focus) return things;
  if (focus === 'series') return lookUp(things, table.studyOfSeries);
  const parents = focus === 'study' ? table.studyOfSeries : table.patientOf[level];
  const result = gather(things, parents, table.things[focus].length);
  raise(result, withUnseen(criterion, parents, focus, records));
  return result;
}

/**
 * Whether a thing that no record shows may fulfil a `same`. Such a thing may exist where nothing of its level is
 * recorded and an attribute of it is open, or where an unmapped value stands on another level; it matters also where
 * the criterion is about other attributes (`not` holds of a thing without a value). Never certain.
 */
function withUnseen(criterion: Same, parents: Int32Array, focus: Focus, records: ProviderRecords): Truth {
  const { table } = records;
  const size = table.things[focus].length;
  const seen = new Uint8Array(size);
  for (const parent of parents) if (parent >= 0) seen[parent] = 1;
  const columns = [...table.columns.values()].filter((column) => isWithin(column.level, criterion.level));
  const indefinite = leavesOf(criterion.part).some(
    (leaf) => isWithin(leaf.level, criterion.level) && !isDefinite(leaf),
  );
  const unseen = unseenTruth(criterion.part, criterion.level, focus, records);
  const result = new Uint8Array(size);
  for (let row = 0; row < size; row++) {
    const patient = focus === 'patient' ? row : (table.patientOf[focus][row] ?? -1);
    if (patient < 0 || unseen[row] === no) continue;
    const exists =
      seen[row] === 1
        ? columns.some((column) => column.flagged[patient] === 1)
        : indefinite || columns.some((column) => mayHoldMore(column, patient));
    if (exists) result[row] = unknown;
  }
  return result;
}

/** The truth of a criterion for a thing of the level that no record shows, below each thing of the focus. */
function unseenTruth(
  criterion: CompiledCriterion,
  level: 'study' | 'series',
  focus: Focus,
  records: ProviderRecords,
): Truth {
  const size = records.table.things[focus].length;
  switch (criterion.kind) {
    case 'all':
      return both(
        criterion.parts.map((part) => unseenTruth(part, level, focus, records)),
        size,
      );
    case 'any':
      return either(
        criterion.parts.map((part) => unseenTruth(part, level, focus, records)),
        size,
      );
    case 'not':
      return opposite(unseenTruth(criterion.part, level, focus, records));
    case 'same':
      // Of the same or a lower level it would be unseen as well; a study above an unseen series is any or none.
      return criterion.level === 'study' && level === 'series'
        ? unseenStudy(focus, size, () => evaluateSame(criterion, focus, records))
        : unseenBelow(criterion.part, level, focus, records);
    case 'leaf':
      return unseenLeaf(criterion.leaf, level, focus, records);
  }
}

function unseenLeaf(
  leaf: CompiledLeaf,
  level: 'study' | 'series',
  focus: Focus,
  records: ProviderRecords,
): Truth {
  const { table } = records;
  const size = table.things[focus].length;
  if (isWithin(leaf.level, level)) {
    const column = table.columns.get(leaf.attribute.name);
    if (column === undefined) return everywhere(size, unknown);
    const patients = focus === 'patient' ? undefined : table.patientOf[focus];
    return everywhere(size, no).map((_, row) => {
      const patient = patients === undefined ? row : (patients[row] ?? -1);
      return patient >= 0 && (!isDefinite(leaf) || mayHoldMore(column, patient)) ? unknown : no;
    });
  }
  if (leaf.level === 'study') return unseenStudy(focus, size, () => evaluateLeaf(leaf, focus, records));
  return evaluateLeaf(leaf, focus, records);
}

/** What holds of the study of an unseen series: known where the study is the focus, else open. */
function unseenStudy(focus: Focus, size: number, ofStudy: () => Truth): Truth {
  return focus === 'study' ? ofStudy() : everywhere(size, unknown);
}

/** Whether an unseen thing may itself hold something unseen that fulfils the part: never certain. */
function unseenBelow(
  part: CompiledCriterion,
  level: 'study' | 'series',
  focus: Focus,
  records: ProviderRecords,
): Truth {
  return unseenTruth(part, level, focus, records).map((value) => (value === no ? no : unknown));
}

/** True for the level itself and those below it. */
function isWithin(level: Level, outer: 'study' | 'series'): boolean {
  return level === 'series' || (level === 'study' && outer === 'study');
}
