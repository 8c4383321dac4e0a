import { MeridianError } from '../errors.ts';
import type { SubjectOrigin } from '../lift/lifter.ts';
import { originOf } from '../lift/origin-table.ts';
import { toNTriplesTerm } from '../rdf/n-triples.ts';
import { namedNode } from '../rdf/terms.ts';
import { findJsonLineage } from './find-json-lineage.ts';
import { readLineageBlock } from './lineage-block.ts';
import { blockOf, pathsOfSection, readHead } from './lineage-head.ts';
import type { LineageHead, Plane } from './lineage-head.ts';
import { findSubject } from './subject-blocks.ts';
import type { SubjectLineage } from './submission.ts';

/** The parts of a stored submission, read when they are asked for. */
export interface LineageParts {
  /** The head of its lineage; all of it where it is in the form of before. */
  head(): Uint8Array;
  /** A section of its lineage, by number. */
  section(number: number): Uint8Array;
  /** A block of the statements of a plane. */
  block(plane: Plane, number: number): Uint8Array;
  /** All statements of a plane, where it is not stored in blocks. */
  whole(plane: Plane): Uint8Array;
}

const planes = ['catalogue', 'record'] as const;
const nothing = new Uint8Array();

/** Where a subject of a submission came from, and what is said of it; undefined where nothing is. */
export function findLineage(parts: LineageParts, subject: string): SubjectLineage | undefined {
  const bytes = parts.head();
  const head = readHead(bytes);
  if (head === undefined) return findOld(parts, bytes, subject);
  const term = toNTriplesTerm(namedNode(subject));
  const found = planes.flatMap((plane) => {
    const block = blockOf(head.blocks[plane], term);
    if (block < 0) return [];
    const at = findSubject(parts.block(plane, block), term);
    if (at === undefined) return [];
    const section = plane === 'catalogue' ? block : head.blocks.catalogue.length + block;
    return [{ plane, ...at, section }];
  });
  const [first] = found;
  if (first === undefined) return undefined;
  const statements = (plane: Plane): Uint8Array =>
    found.find((each) => each.plane === plane)?.statements ?? nothing;
  const origins = originsOf(parts, head, first);
  return {
    origins,
    rules: head.rules.filter((rule) =>
      origins.some(({ map, source }) => map === rule.map && source === rule.source),
    ),
    mappings: head.mappings,
    catalogue: statements('catalogue'),
    record: statements('record'),
  };
}

function originsOf(
  parts: LineageParts,
  head: LineageHead,
  { section, number }: { readonly section: number; readonly number: number },
): SubjectOrigin[] {
  const paths = new Map<number, readonly string[]>();
  const path = (each: number): string => {
    const part = Math.floor(each / pathsOfSection);
    let known = paths.get(part);
    if (known === undefined) {
      const { catalogue, record } = head.blocks;
      const json = parts.section(catalogue.length + record.length + part);
      paths.set(part, (known = JSON.parse(new TextDecoder().decode(json)) as readonly string[]));
    }
    return known[each % pathsOfSection] ?? '';
  };
  return readLineageBlock(parts.section(section), number).map(({ pair, position, byPredicate }) => {
    const said = head.pairs[pair];
    if (said === undefined)
      throw new MeridianError('internal', 'A stored lineage names a map that it has not.');
    const [map, source, group] = said;
    return {
      ...originOf(head.groups[group], position, path),
      ...(byPredicate === undefined ? {} : { byPredicate }),
      map,
      ...(source === null ? {} : { source }),
    };
  });
}

/** The lineage of a submission that was accepted when it was kept as JSON, and its planes in one piece. */
function findOld(parts: LineageParts, json: Uint8Array, subject: string): SubjectLineage | undefined {
  const lineage = findJsonLineage(json, subject);
  if (lineage === undefined) return undefined;
  const term = toNTriplesTerm(namedNode(subject));
  return {
    ...lineage,
    mappings: [],
    catalogue: findSubject(parts.whole('catalogue'), term)?.statements ?? nothing,
    record: findSubject(parts.whole('record'), term)?.statements ?? nothing,
  };
}
