import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { before, describe, it } from 'node:test';
import { checkOntology } from '../../../server/ontology/check/check-ontology.ts';
import { readFailure } from '../../../server/ontology/check/read-failure.ts';
import { findingKinds } from '../../../server/ontology/finding-kinds.ts';
import { loadOntology } from '../../../server/ontology/load-ontology.ts';
import type { OntologyFinding } from '../../../server/ontology/ontology-finding.ts';
import type { FileOverlay } from '../../../server/rdf/file-overlay.ts';
import { loadMappingSets } from '../../../server/rdf/sssom.ts';
import { ontologyFolder, repositoryOntology, sssomFolder } from '../../support/ontology.ts';
import { fatalFaults, seededFaults, type SeededFault } from '../../support/seeded-faults.ts';

const root = join(import.meta.dirname, '../../..');

/** Found beside the rules, by questions to the ontology and by its sources; their tests are named after them. */
const madeElsewhere = new Set([
  'code-not-in-source',
  'dead-code',
  'query-syntax',
  'quality-query',
  'competency-answer',
]);

describe('the check of the repository', () => {
  it('finds nothing', async () => {
    const findings = checkOntology(await repositoryOntology(), loadMappingSets(sssomFolder).values());
    assert.deepEqual(findings.map(readable), []);
  });
});

describe('a seeded fault', () => {
  const overlay = edited(seededFaults);
  let found: readonly string[] = [];
  let unedited: readonly string[] = [];
  const key = (kind: string, file: string, line: number | undefined): string =>
    `${kind} ${file}:${String(line)}`;
  const expected = (fault: SeededFault): readonly string[] =>
    placesOf(fault, overlay).map(({ file, line }) => key(fault.kind, file, line));

  // All faults at once, each in a place of its own: the ontology is loaded once, and no fault may hide or add another.
  before(async () => {
    const keyed = ({ kind, place }: OntologyFinding): string =>
      key(kind, relative(root, place?.file ?? ''), place?.line);
    const sets = loadMappingSets(sssomFolder, overlay).values();
    const ontology = await loadOntology({ ontologyFolder, sssomFolder, replaced: overlay });
    found = checkOntology(ontology, sets, overlay).map(keyed);
    unedited = checkOntology(await repositoryOntology(), loadMappingSets(sssomFolder).values()).map(keyed);
  });

  for (const fault of seededFaults) {
    it(`is found: ${fault.name} (${fault.kind})`, () => {
      for (const place of expected(fault)) {
        assert.ok(found.includes(place), `${place} is not among\n${found.join('\n')}`);
        assert.ok(!unedited.includes(place), 'the unedited ontology has it too');
      }
    });
  }

  it('brings no other findings', () => {
    const all = new Set([...seededFaults.flatMap(expected), ...unedited]);
    // Lines below an edit may have moved, but none of our edits adds a line before the end.
    assert.deepEqual(
      found.filter((each) => !all.has(each)),
      [],
    );
  });
});

describe('a seeded fault with which nothing can be loaded, or a rule cannot work', () => {
  for (const fault of fatalFaults) {
    it(`is found: ${fault.name} (${fault.kind})`, async () => {
      const overlay = edited([fault]);
      const findings = await loadOntology({ ontologyFolder, sssomFolder, replaced: overlay }).then(
        (ontology) => checkOntology(ontology, loadMappingSets(sssomFolder, overlay).values(), overlay),
        (error: unknown) => readFailure(error, overlay),
      );
      const places = findings.map(({ kind, place }) => ({
        kind,
        file: relative(root, place?.file ?? ''),
        line: place?.line,
      }));
      const wanted = placesOf(fault, overlay).map((place) => ({ kind: fault.kind, ...place }));
      assert.deepEqual(places, wanted);
    });
  }
});

it('has a seeded fault for every kind of finding', () => {
  const seeded = new Set<string>([...seededFaults, ...fatalFaults].map(({ kind }) => kind));
  const without = Object.keys(findingKinds).filter((kind) => !seeded.has(kind) && !madeElsewhere.has(kind));
  assert.deepEqual(without, []);
});

/** The files of the repository with the edits of some faults. */
function edited(faults: readonly SeededFault[]): FileOverlay {
  const texts = new Map<string, string>();
  for (const { file, replace, append } of faults.flatMap(({ edits }) => edits)) {
    const path = join(root, file);
    let text = texts.get(path) ?? readFileSync(path, 'utf8');
    if (replace !== undefined) {
      assert.equal(text.split(replace[0]).length, 2, `${file} holds once: ${replace[0]}`);
      text = text.replace(replace[0], () => replace[1]);
    }
    if (append !== undefined) text = `${text}${append}\n`;
    texts.set(path, text);
  }
  return texts;
}

/** File and line of what the check has to find. */
function placesOf(fault: SeededFault, overlay: FileOverlay): readonly { file: string; line: number }[] {
  const file = fault.edits.at(-1)?.file ?? '';
  const lines = (overlay.get(join(root, file)) ?? '').split('\n');
  return fault.at.flatMap((part) => {
    if (part === '^') return [{ file, line: 1 }];
    const [first = ''] = part.split('\n');
    const found = lines.flatMap((text, index) => (text.includes(first) ? [{ file, line: index + 1 }] : []));
    assert.ok(found.length > 0, `${file} holds: ${part}`);
    return found;
  });
}

function readable({ kind, message, place }: OntologyFinding): string {
  return `${kind} ${place?.file ?? ''}:${String(place?.line)} ${message}`;
}
