import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, it } from 'node:test';
import { zstdCompressSync } from 'node:zlib';
import type { Facet } from '../../server/catalogue/catalogue.ts';
import { generateSamples } from '../../server/cli/demo/generate-samples.ts';
import type { TriedEdit } from '../../server/cli/ontology/impact-reply.ts';
import type { CohortReply, ProtectedCount } from '../../server/cohort/reply.ts';
import { projectFolders, type Folders } from '../../server/folders.ts';
import type { OntologyFinding } from '../../server/ontology/ontology-finding.ts';
import { packFolder } from '../support/pack-delivery.ts';
import { runCommand } from '../support/run-command.ts';
import { callers, RunningNode, type Caller } from '../support/running-node.ts';

interface Edit {
  readonly path: string;
  readonly text: string;
}
interface Refusal {
  readonly detail: string;
  readonly findings: readonly OntologyFinding[];
}

const folders = projectFolders();
const path = {
  bodyParts: 'mappings/sssom/east-bodypart-eucaim.sssom.tsv',
  modalities: 'mappings/sssom/east-modality-eucaim.sssom.tsv',
  accessTypes: 'mappings/sssom/east-accesstype-eucaim.sssom.tsv',
  conditions: 'mappings/sssom/omop-condition-eucaim.sssom.tsv',
  dicomParts: 'mappings/sssom/dicom-bodypart-eucaim.sssom.tsv',
  vendors: 'mappings/sssom/dicom-vendor-eucaim.sssom.tsv',
  cancerTypes: 'ontology/vocabularies/cancerType.ttl',
  partsOfBody: 'ontology/vocabularies/bodyPart.ttl',
} as const;
const root = join(folders.ontology, '..');
const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');

/** A file of the project with one text replaced, which has to be there. */
function edit(file: string, from: string | RegExp, to: string): Edit {
  const text = textOf(file);
  const edited = text.replace(from, to);
  assert.notEqual(edited, text, `nothing to replace in ${file}`);
  return { path: file, text: edited };
}

// Every number is seen: what the shadow counts is held against what lifting again counts.
const open = {
  disclosure: { threshold: 1, step: 1 },
  limits: {
    submissionBytes: 32 * 1024 * 1024,
    queryMilliseconds: 20_000,
    anonymousQueryMilliseconds: 20_000,
    nodeMilliseconds: 5000,
  },
};

let samples: string;
let node: RunningNode;
const deliveries = new Map<'north' | 'south', Uint8Array<ArrayBuffer>>();

before(async () => {
  samples = mkdtempSync(join(tmpdir(), 'meridian-samples-'));
  await generateSamples({ folder: samples, seed: 11, scale: 0.1 });
  // The sample of the north is OMOP and DICOM, that of the east spreadsheets.
  deliveries.set('north', await packFolder(join(samples, 'north')));
  deliveries.set('south', await packFolder(join(samples, 'east')));
  node = await RunningNode.start(open);
  await publishSamples(node);
});

after(async () => {
  await node.stop();
  rmSync(samples, { recursive: true, force: true });
});

async function publishSamples(to: RunningNode): Promise<void> {
  for (const [provider, delivery] of deliveries) {
    const path = `/providers/${provider}/submissions/main`;
    const response = await to.publish(
      path,
      delivery,
      'application/x-tar',
      provider === 'north' ? 'own' : 'other',
    );
    assert.equal(response.status, 201, await response.text());
  }
}

async function ask(
  body: unknown,
  options: { at?: RunningNode; as?: Caller } = {},
): Promise<{ status: number; body: unknown }> {
  return (options.at ?? node).json('/ontology/impact', {
    method: 'POST',
    as: options.as ?? 'editor',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

async function tried(edits: readonly Edit[], at = node): Promise<TriedEdit> {
  const { status, body } = await ask({ files: edits }, { at });
  assert.equal(status, 200, JSON.stringify(body).slice(0, 2000));
  return body as TriedEdit;
}

/** A copy of the project's folders with the edits saved. */
function copyWith(edits: readonly Edit[]): { copy: string; edited: Folders } {
  const copy = mkdtempSync(join(tmpdir(), 'meridian-edited-'));
  for (const folder of ['ontology', 'mappings', 'shapes', 'queries'])
    cpSync(join(root, folder), join(copy, folder), { recursive: true });
  for (const { path, text } of edits) writeFileSync(join(copy, path), text);
  const edited: Folders = {
    ontology: join(copy, 'ontology'),
    shapes: join(copy, 'shapes'),
    mappings: join(copy, 'mappings'),
    sssom: join(copy, 'mappings', 'sssom'),
    queries: join(copy, 'queries'),
  };
  return { copy, edited };
}

/** A node over a copy of the project's folders with the edits saved, to which everything is published anew. */
async function afterSaving(
  edits: readonly Edit[],
  check: (other: RunningNode) => Promise<void>,
): Promise<void> {
  const { copy, edited } = copyWith(edits);
  const other = await RunningNode.start(open, edited);
  try {
    await publishSamples(other);
    await check(other);
  } finally {
    await other.stop();
    rmSync(copy, { recursive: true, force: true });
  }
}

async function total(at: RunningNode, attribute: string, code: string): Promise<number> {
  const { status, body } = await at.json(`/search?${attribute}=${encodeURIComponent(code)}&limit=1`);
  return status === 200 ? (body as { total: number }).total : 0;
}

async function cohort(at: RunningNode, name: string): Promise<ProtectedCount | undefined> {
  const { body } = await at.json('/cohorts/count', {
    method: 'POST',
    as: 'researcher',
    headers: { 'content-type': 'application/json' },
    body: readFileSync(join(folders.queries, 'cohort', `${name}.json`), 'utf8'),
  });
  return (body as CohortReply).nodes[0]?.count;
}

/** Holds every number of an impact against the node as it is and against one to which all was published anew. */
async function holdsAgainst(impact: TriedEdit, other: RunningNode, exact: boolean): Promise<void> {
  for (const { attribute, values, unknown } of impact.facets) {
    for (const { code, before: was, after: now } of values) {
      assert.equal(await total(node, attribute, code), was, `${attribute} ${code} before`);
      assert.equal(await total(other, attribute, code), now, `${attribute} ${code} after`);
    }
    assert.equal(await total(node, attribute, 'unknown'), unknown.before, `${attribute} unknown before`);
    assert.equal(await total(other, attribute, 'unknown'), unknown.after, `${attribute} unknown after`);
  }
  // What is not told does not change.
  const told = new Set(
    impact.facets.flatMap(({ attribute, values }) => values.map(({ code }) => `${attribute} ${code}`)),
  );
  const { body } = await other.json('/facets');
  for (const { attribute, values } of (body as { facets: readonly Facet[] }).facets) {
    for (const { code, count } of values) {
      if (told.has(`${attribute} ${code}`)) continue;
      assert.equal(await total(node, attribute, code), count, `${attribute} ${code}, which was not told`);
    }
  }
  assert.equal(impact.cohorts.length, readdirSync(join(folders.queries, 'cohort')).length);
  for (const { cohort: name, before: was, after: now, moves } of impact.cohorts) {
    assert.deepEqual(was, await cohort(node, name), `${name} before`);
    const truth = await cohort(other, name);
    assert.ok(truth !== undefined && now !== undefined);
    assert.equal(moves, JSON.stringify(was) !== JSON.stringify(now));
    if (exact) assert.deepEqual(now, truth, `${name} after`);
    else
      assert.ok(now.low <= truth.low && truth.high <= now.high, `${name}: ${JSON.stringify({ now, truth })}`);
  }
}

describe('an edit of the ontology, tried before it is saved', () => {
  it('counts the facets and cohorts of changed mapping rows as publishing again does', async () => {
    const edits = [
      edit(path.bodyParts, 'EUCAIM:BP1000021\tProstate', 'EUCAIM:BP1000092\tPelvis'),
      edit(
        path.modalities,
        'CT\trdfs literal\tskos:exactMatch\tEUCAIM:IMG1000042\tComputed tomography',
        'CT\trdfs literal\tskos:exactMatch\tEUCAIM:IMG1000038\tMagnetic resonance imaging',
      ),
      edit(path.vendors, /^SIEMENS\t.*\n/m, ''),
      edit(path.dicomParts, 'EUCAIM:BP1000021\tProstate', 'EUCAIM:BP1000092\tPelvis'),
      edit(
        path.accessTypes,
        'EUCAIM:SPEC1000023\tAuthorisation to access, view and process in-situ the datasets',
        'EUCAIM:SPEC1000024\tAuthorisation to download the datasets',
      ),
    ];
    const impact = await tried(edits);
    assert.deepEqual(impact.unknown, []);
    assert.deepEqual(
      ['accessType', 'bodyPart', 'modality'].filter((name) =>
        impact.facets.some(({ attribute }) => attribute === name),
      ),
      ['accessType', 'bodyPart', 'modality'],
    );
    assert.ok(impact.cohorts.filter(({ moves }) => moves).length >= 2);
    assert.ok(
      impact.affected.every(({ submissions }) => submissions.length > 0),
      JSON.stringify(impact.affected),
    );
    await afterSaving(edits, (other) => holdsAgainst(impact, other, true));
  });

  it('counts what a hierarchy that is moved counts when the node starts with it', async () => {
    const edits = [
      edit(path.partsOfBody, 'eucaim:BP1000086 , eucaim:BP1000251 .', 'eucaim:BP1000251 .'),
      edit(
        path.cancerTypes,
        /(eucaim:CLIN1000057 a [^.]*)skos:broader eucaim:CLIN1000054 , /,
        '$1skos:broader ',
      ),
    ];
    const impact = await tried(edits);
    assert.deepEqual(
      impact.terms.changed.map(({ iri }) => iri.replace(/^.*#/, '')),
      ['BP1000021', 'CLIN1000057'],
    );
    assert.ok(impact.cohorts.some(({ cohort: name, moves }) => name === 'colorectal-any-siemens' && moves));
    await afterSaving(edits, (other) => holdsAgainst(impact, other, true));
  });

  it('bounds the counts where diagnoses that nobody had read make conditions, and others make none any more', async () => {
    const edits = [{ path: path.conditions, text: withUnreadRow(textOf(path.conditions)) }];
    const impact = await tried(edits);
    assert.ok(impact.cohorts.some(({ moves }) => moves));
    await afterSaving(edits, (other) => holdsAgainst(impact, other, false));
  });

  it('says nothing changes where nothing does', async () => {
    const impact = await tried([{ path: path.bodyParts, text: textOf(path.bodyParts) }]);
    assert.deepEqual(impact.files, [{ path: path.bodyParts, state: 'same' }]);
    assert.deepEqual([impact.facets, impact.mappingSets, impact.datasets.total], [[], [], 0]);
    assert.ok(impact.cohorts.every(({ moves }) => !moves));
  });

  it('reports definitions whose concepts die', async () => {
    const vendors = 'ontology/vocabularies/vendor.ttl';
    const { cohorts } = await tried([edit(vendors, /^eucaim:IMG1000044 a [^.]*?@en \.\n/ms, '')]);
    const broken = cohorts.filter((each) => each.broken !== undefined);
    assert.deepEqual(
      broken.map(({ cohort: name }) => name),
      ['colorectal-any-siemens', 'prostate-siemens-mr-series'],
    );
    assert.match(broken[0]?.broken?.why ?? '', /IMG1000044/);
  });
});

/** The delivery of the east, in which two patients have a word for their technique that nobody else has. */
async function withRareWord(word: string): Promise<Uint8Array<ArrayBuffer>> {
  const copy = mkdtempSync(join(tmpdir(), 'meridian-rare-'));
  cpSync(join(samples, 'east'), copy, { recursive: true });
  const file = join(copy, 'imaging.csv');
  const [head = '', ...rows] = readFileSync(file, 'latin1').split('\n');
  const column = head.split(';').indexOf('Modalit\u00e4t');
  const two = [...new Set(rows.map((row) => row.split(';')[0] ?? ''))].slice(0, 2);
  const edited = rows.map((row) => {
    const cells = row.split(';');
    return two.includes(cells[0] ?? '')
      ? cells.map((cell, at) => (at === column ? word : cell)).join(';')
      : row;
  });
  writeFileSync(file, [head, ...edited].join('\n'), 'latin1');
  const packed = await packFolder(copy);
  rmSync(copy, { recursive: true, force: true });
  return packed;
}

describe('what an edit may show of few patients', () => {
  it('is no movement of fewer patients than the threshold', async () => {
    const rare = await withRareWord('Zelltomographie');
    const meaning = (concept: string): Edit =>
      edit(
        path.modalities,
        /^(Computertomographie)(\t.*\t)EUCAIM:\w+\t[^\t]+(\t.*)$/m,
        `$&\nZelltomographie$2${concept}$3`,
      );
    const { copy, edited } = copyWith([meaning('EUCAIM:IMG1000024\tComputed radiography')]);
    for (const threshold of [10, 1]) {
      const other = await RunningNode.start({ ...open, disclosure: { threshold, step: 1 } }, edited);
      try {
        await publishSamples(other);
        const response = await other.publish(
          '/providers/south/submissions/main',
          rare,
          'application/x-tar',
          'other',
        );
        assert.equal(response.status, 200, await response.text());
        const { cohorts } = await tried([meaning('EUCAIM:IMG1000042\tComputed tomography')], other);
        const found = cohorts.find(({ cohort: name }) => name === 'not-ct');
        if (threshold === 1) {
          assert.equal(found?.moves, true);
          assert.equal(found.before?.high, (found.after?.high ?? 0) + 2);
        } else {
          assert.ok(
            cohorts.every(({ moves }) => !moves),
            JSON.stringify(cohorts),
          );
          assert.deepEqual(found?.after, found?.before);
        }
      } finally {
        await other.stop();
      }
    }
    rmSync(copy, { recursive: true, force: true });
  });

  it('is not who has a word without a meaning that few patients have; that it is not known is said', async () => {
    const row = (word: string): Edit =>
      edit(path.modalities, /^(Computertomographie)(\t.*)$/m, `$1$2\n${word}$2`);
    const other = await RunningNode.start(open);
    try {
      await publishSamples(other);
      const rare = await withRareWord('Zelltomographie');
      const to = '/providers/south/submissions/main';
      assert.equal((await other.publish(to, rare, 'application/x-tar', 'other')).status, 200);
      const [known, nobody] = [
        await tried([row('Zelltomographie')], other),
        await tried([row('Niemand')], other),
      ];
      assert.ok(known.cohorts.every(({ moves }) => !moves));
      assert.deepEqual(
        known.unknown.map(({ submission, attribute }) => [submission, attribute]),
        [['south/main', 'modality']],
      );
      assert.match(known.unknown[0]?.why ?? '', /fewer than ten patients/);
      assert.deepEqual(nobody.unknown, known.unknown);
    } finally {
      await other.stop();
    }
  });

  it('is not whether a word occurs', async () => {
    const said = async (word: string): Promise<unknown> =>
      (await tried([{ path: path.conditions, text: withUnreadRow(textOf(path.conditions), word) }])).unknown;
    const known = await said('SNOMEDCT:ONC-117');
    assert.match(JSON.stringify(known), /"submission":"north\/main","attribute":"cancerType"/);
    assert.deepEqual(await said('SNOMEDCT:NOBODY-1'), known);
  });
});

/**
 * The set with a row for a local code of the sample's tables, a word as far as the set can tell, and without the row
 * for cancer of the prostate.
 */
function withUnreadRow(text: string, word = 'SNOMEDCT:ONC-117'): string {
  const lines = text.trimEnd().split('\n');
  const rows = lines.filter((line) => !line.startsWith('OMOP:4163261\t'));
  assert.equal(rows.length, lines.length - 1);
  const columns = rows.find((line) => !line.startsWith('#'))?.split('\t') ?? [];
  const cells: Readonly<Record<string, string>> = {
    subject_label: word,
    predicate_id: 'skos:exactMatch',
    object_id: 'EUCAIM:CLIN1000075',
    object_label: 'Malignant neoplasm of prostate',
    mapping_justification: 'semapv:ManualMappingCuration',
    mapping_source: 'phenotypes:inst/cohorts/1030.json',
  };
  const row = columns.map((slot) => cells[slot] ?? '').join('\t');
  return [
    ...rows.map((line) =>
      line.startsWith('#') ? line : `${line}\t${line.startsWith('subject_id') ? 'subject_type' : ''}`,
    ),
    `${row}\trdfs literal`,
    '',
  ].join('\n');
}

describe('an edit that is no edit', () => {
  it('is refused with file and line where the table is broken', async () => {
    const text = textOf(path.bodyParts).replace(/^Prostata\t.*$/m, 'Prostata\trdfs literal');
    const { status, body } = await ask({ files: [{ path: path.bodyParts, text }] });
    assert.equal(status, 422);
    const [first] = (body as Refusal).findings;
    assert.equal(first?.place?.file, path.bodyParts);
    assert.equal(first.place.line, text.split('\n').indexOf('Prostata\trdfs literal') + 1);
  });

  it('is refused where Turtle is broken, or the hierarchy would run in a circle', async () => {
    const broken = await ask({ files: [{ path: 'ontology/vocabularies/new.ttl', text: 'x:y a' }] });
    assert.equal(broken.status, 422);
    assert.equal((broken.body as Refusal).findings[0]?.place?.file, 'ontology/vocabularies/new.ttl');
    const circle = edit(
      path.partsOfBody,
      /(eucaim:BP1000092 a [^.]*?)skos:broader [^;.]*([;.])/,
      '$1skos:broader eucaim:BP1000092 $2',
    );
    const { status, body } = await ask({ files: [circle] });
    assert.equal(status, 422);
    assert.match(JSON.stringify((body as Refusal).findings), /circle|own ancestor|cycle/i);
  });

  it('names no other file', async () => {
    for (const outside of [
      '../../etc/passwd',
      'mappings/sssom/../../server/main.ts',
      'mappings/sssom/x.tsv',
      'ontology/vocabularies/..%2f.ttl',
      'ontology/.hidden.ttl',
      '/etc/x.ttl',
      'mappings\\sssom\\x.sssom.tsv',
      'ontology/modules/a/b.ttl',
      'mappings/sources/dicom/mapping.rml.ttl',
      '',
    ]) {
      const { status, body } = await ask({ files: [{ path: outside, text: '' }] });
      assert.equal(status, 400, outside);
      assert.equal((body as { code: string }).code, 'bad-request');
    }
  });

  it('leaves what an ontology needs, and takes no name that is taken', async () => {
    const prefixes = textOf('ontology/prefixes.ttl');
    const bodyPart = { path: 'ontology/modules/bodyPart.ttl', text: textOf(path.partsOfBody) };
    for (const files of [
      [{ path: 'ontology/prefixes.ttl', text: '' }],
      [{ path: 'ontology/core.ttl', text: ' \n# later\n' }],
      [{ path: 'ontology/attributes.ttl', text: '@prefix mer: <https://w3id.org/meridian/ns#> .\n' }],
      [{ path: `ontology/${'x'.repeat(197)}.ttl`, text: '' }],
      [{ path: 'ontology/vocabularies/bodypart.ttl', text: '' }],
      [bodyPart],
    ]) {
      const { status, body } = await ask({ files });
      assert.equal(status, 400, JSON.stringify(body));
      assert.equal((body as { code: string }).code, 'bad-request');
    }
    const moved = await tried([bodyPart, { path: path.partsOfBody, text: '' }]);
    assert.deepEqual(
      moved.files.map(({ state }) => state),
      ['added', 'removed'],
    );
    const other = prefixes.replace(/(sh:prefix "dicom"[^"]*")[^"]*"/i, '$1https://example.org/other#"');
    assert.notEqual(other, prefixes);
    const { status, body } = await ask({ files: [{ path: 'ontology/prefixes.ttl', text: other }] });
    assert.equal(status, 422, JSON.stringify(body).slice(0, 500));
    assert.match(JSON.stringify((body as Refusal).findings), /has to stay/);
  });

  it('is held against the files as they were when the node started', async () => {
    const { copy, edited } = copyWith([]);
    const other = await RunningNode.start(open, edited);
    try {
      writeFileSync(join(copy, 'ontology', 'modules', 'half.ttl'), 'not yet');
      writeFileSync(join(copy, 'mappings', 'sssom', 'half.sssom.tsv'), 'not yet');
      writeFileSync(join(copy, 'queries', 'cohort', 'half.json'), '{');
      const impact = await tried([{ path: path.bodyParts, text: textOf(path.bodyParts) }], other);
      assert.deepEqual([impact.mappingSets, impact.findings], [[], []]);
      // One definition that cannot be read is one.
      const broken = impact.cohorts.filter((each) => each.broken !== undefined);
      assert.deepEqual(
        broken.map(({ cohort: name }) => name),
        ['half'],
      );
    } finally {
      await other.stop();
      rmSync(copy, { recursive: true, force: true });
    }
  });

  it('is told what is wrong with the body', async () => {
    for (const [body, status] of [
      ['{', 400],
      [{}, 400],
      [{ files: [] }, 400],
      [{ files: [{ path: path.bodyParts }] }, 400],
      [{ files: [null] }, 400],
      [{ files: Array.from({ length: 51 }, (_, at) => ({ path: `ontology/a${at}.ttl`, text: '' })) }, 413],
      [{ files: [{ path: path.bodyParts, text: 'x'.repeat(9 * 1024 * 1024) }] }, 413],
      ['x'.repeat(17 * 1024 * 1024), 413],
    ] as const) {
      assert.equal((await ask(body)).status, status, JSON.stringify(body).slice(0, 80));
    }
  });

  it('is tried for editors and operators alone', async () => {
    for (const as of callers) {
      const { status } = await ask({ files: [{ path: 'nowhere', text: '' }] }, { as });
      const expected = as === 'anonymous' ? 401 : as === 'editor' || as === 'operator' ? 400 : 403;
      assert.equal(status, expected, as);
    }
  });
});

describe('meridian ontology impact', () => {
  it('prints rows, counts before and after, and that nothing was saved', async () => {
    const file = join(samples, 'my-edit.sssom.tsv');
    writeFileSync(
      file,
      edit(path.bodyParts, /^(Prostata\t.*)EUCAIM:BP1000021\tProstate/m, '$1EUCAIM:BP1000092\tPelvis').text,
    );
    const environment = { MERIDIAN_TOKEN: node.token('editor') };
    const { code, out } = await runCommand(['ontology', 'impact', '--change', file, '--at', node.base], {
      environment,
    });
    assert.equal(code, 0, out);
    assert.match(out, /as mappings\/sssom\/east-bodypart-eucaim\.sssom\.tsv: changed; read by south\/main/);
    assert.match(out, /- "Prostata" skos:exactMatch EUCAIM:BP1000021/);
    assert.match(out, /\+ "Prostata" skos:exactMatch EUCAIM:BP1000092/);
    assert.match(out, /EUCAIM:BP1000021 +Prostate +\d+ -> \d+/);
    assert.match(out, /Nothing was saved\.\n$/);
    const json = await runCommand(
      ['ontology', 'impact', '--change', file, '--at', node.base, '--format', 'json'],
      { environment },
    );
    assert.equal((JSON.parse(json.out) as TriedEdit).outcome, 'tried');
  });

  it('ends with 1 where the check refuses, 2 where a file or token is missing, 3 where no node answers', async () => {
    const file = join(samples, 'east-bodypart-eucaim.sssom.tsv');
    writeFileSync(
      file,
      textOf(path.bodyParts).replace('EUCAIM:BP1000021\tProstate', 'EUCAIM:BP9999999\tProstate'),
    );
    const environment = { MERIDIAN_TOKEN: node.token('editor') };
    const run = (
      args: readonly string[],
      token = environment,
    ): Promise<{ code: number | null; out: string }> =>
      runCommand(['ontology', 'impact', ...args], { environment: token });
    const refused = await run(['--change', file, '--at', node.base]);
    assert.equal(refused.code, 1, refused.out);
    assert.match(refused.out, /mappings\/sssom\/east-bodypart-eucaim\.sssom\.tsv, line \d+/);
    assert.equal((await run(['--change', join(samples, 'none.ttl'), '--at', node.base])).code, 2);
    assert.equal((await run(['--change', file, '--at', node.base], { MERIDIAN_TOKEN: 'none' })).code, 2);
    assert.equal((await run(['--change', file, '--at', 'http://127.0.0.1:9'])).code, 3);
  });
});

describe('a submission of before readings were kept', () => {
  it('is named as not known, until it is published again', async () => {
    const disk = new DatabaseSync(join(node.data, 'data', 'record.sqlite'));
    disk.exec(
      "DELETE FROM readings WHERE submission IN (SELECT id FROM submission WHERE provider = 'south')",
    );
    disk.close();
    const edits = [edit(path.bodyParts, 'EUCAIM:BP1000021\tProstate', 'EUCAIM:BP1000092\tPelvis')];
    const without = await tried(edits);
    assert.deepEqual(
      without.unknown.map(({ submission }) => submission),
      ['south/main'],
    );
    assert.deepEqual(without.facets, []);
    const again = await node.publish(
      '/providers/south/submissions/main',
      deliveries.get('south') ?? assert.fail(),
      'application/x-tar',
      'other',
    );
    assert.equal(((await again.json()) as { outcome: string }).outcome, 'replaced');
    const known = await tried(edits);
    assert.deepEqual(known.unknown, []);
    assert.ok(known.facets.some(({ attribute }) => attribute === 'bodyPart'));
  });
});

describe('what is not known of an edit', () => {
  const same = [{ path: path.bodyParts, text: textOf(path.bodyParts) }];

  it('is an attribute that has another name, and cohorts that ask for it', async () => {
    const { unknown, cohorts } = await tried([
      edit('ontology/attributes.ttl', 'mer:name "vendor"', 'mer:name "maker"'),
    ]);
    assert.ok(
      unknown.some(({ submission, attribute }) => submission === 'north/main' && attribute === 'vendor'),
    );
    const broken = cohorts.filter((each) => each.broken !== undefined);
    assert.deepEqual(
      broken.map(({ cohort: name }) => name),
      ['colorectal-any-siemens', 'prostate-siemens-mr-series'],
    );
  });

  it('is a submission that was lifted with another state of the ontology', async () => {
    const data = mkdtempSync(join(tmpdir(), 'meridian-data-'));
    const { copy, edited } = copyWith([edit(path.cancerTypes, '"@en', ' "@en')]);
    const first = await RunningNode.start({ ...open, data });
    await publishSamples(first);
    await first.stop();
    const restarted = await RunningNode.start({ ...open, data }, edited);
    try {
      const { unknown } = await tried(same, restarted);
      assert.deepEqual(
        unknown.map(({ submission }) => submission),
        ['north/main', 'south/main'],
      );
      assert.match(unknown[0]?.why ?? '', /another state of the ontology/);
    } finally {
      await restarted.stop();
      for (const folder of [data, copy]) rmSync(folder, { recursive: true, force: true });
    }
  });

  it('is one submission whose readings are damaged; the others are answered', async () => {
    const text = Buffer.from('{"version":1');
    const disk = new DatabaseSync(join(node.data, 'data', 'record.sqlite'));
    disk
      .prepare(
        "UPDATE readings SET compressed = ?, sha256 = ? WHERE submission IN (SELECT id FROM submission WHERE provider = 'north')",
      )
      .run(zstdCompressSync(text), createHash('sha256').update(text).digest());
    disk.close();
    const impact = await tried([
      edit(path.bodyParts, 'EUCAIM:BP1000021\tProstate', 'EUCAIM:BP1000092\tPelvis'),
    ]);
    assert.deepEqual(
      impact.unknown.map(({ submission }) => submission),
      ['north/main'],
    );
    assert.ok(impact.facets.some(({ attribute }) => attribute === 'bodyPart'));
  });
});
