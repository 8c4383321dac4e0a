import type { Lineage, SubjectOrigin } from '../lift/lifter.ts';
import { OriginTable } from '../lift/origin-table.ts';
import { unescapeIri } from '../rdf/n-triples.ts';
import { writeLineageBlock } from './lineage-block.ts';
import type { PackedOrigin } from './lineage-block.ts';
import { pathsOfSection, writeHead } from './lineage-head.ts';
import type { LineageHead, Plane } from './lineage-head.ts';
import { subjectBlocks, subjectsOf } from './subject-blocks.ts';

/**
 * The lineage as it is kept with a submission: a head, and for each block of subjects of the stored planes a section
 * with their origins in the same order, so that a subject is not named twice and is found by reading one block of
 * each. What is about no subject of the planes is left out.
 */
export function lineageToBytes(lineage: Lineage, planes: Readonly<Record<Plane, Uint8Array>>): Uint8Array {
  const packer = new OriginPacker();
  const sections: Uint8Array[] = [];
  const firsts = (triples: Uint8Array): string[] =>
    subjectBlocks(triples).map(({ start, end }) => {
      let first: string | undefined;
      const subjects: (readonly PackedOrigin[])[] = [];
      for (const subject of subjectsOf(triples.subarray(start, end))) {
        first ??= subject;
        subjects.push((lineage.origins.get(subjectName(subject)) ?? []).map((origin) => packer.pack(origin)));
      }
      sections.push(writeLineageBlock(subjects));
      return first ?? '';
    });
  const blocks = { catalogue: firsts(planes.catalogue), record: firsts(planes.record) };
  for (let start = 0; start < packer.table.paths.length; start += pathsOfSection) {
    const paths = packer.table.paths.slice(start, start + pathsOfSection);
    sections.push(new TextEncoder().encode(JSON.stringify(paths)));
  }
  const head: LineageHead = {
    rules: lineage.rules,
    mappings: lineage.mappings ?? [],
    groups: packer.table.groups,
    pairs: packer.pairs,
    blocks,
    sections: sections.map(({ length }) => length),
  };
  return new Uint8Array(Buffer.concat([writeHead(head), ...sections]));
}

/** `<iri>` without its brackets; a blank node as it stands. */
function subjectName(term: string): string {
  return term.startsWith('<') ? unescapeIri(term.slice(1, -1)) : term;
}

class OriginPacker {
  readonly table = new OriginTable();
  readonly pairs: [string, string | null, number][] = [];
  readonly #numbers = new Map<string, Map<number, number>>();

  pack(origin: SubjectOrigin): PackedOrigin {
    this.table.find(origin);
    const { group, position } = this.table;
    const { map, source, byPredicate } = origin;
    return {
      pair: this.#pair(map, source, group),
      position,
      ...(byPredicate === undefined ? {} : { byPredicate }),
    };
  }

  #pair(map: string, source: string | undefined, group: number): number {
    const key = source === undefined ? map : `${source} ${map}`;
    let groups = this.#numbers.get(key);
    if (groups === undefined) this.#numbers.set(key, (groups = new Map<number, number>()));
    let pair = groups.get(group);
    if (pair === undefined) {
      pair = this.pairs.push([map, source ?? null, group]) - 1;
      groups.set(group, pair);
    }
    return pair;
  }
}
