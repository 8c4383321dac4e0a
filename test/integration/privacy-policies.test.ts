import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { defaultPrivacyPolicy } from '../../server/lift/privacy/privacy-policy.ts';
import type { PrivacyPolicy } from '../../server/lift/privacy/privacy-policy.ts';
import { createTools } from '../../server/publish/prepare-tools.ts';
import { prepare } from '../../server/publish/prepare.ts';
import type { Prepared, PrepareTools } from '../../server/publish/prepare.ts';

const base = 'http://127.0.0.1:8081';
const root = join(import.meta.dirname, '..', '..');
const samples = join(root, 'mappings', 'sources');

function sample(source: string): { path: string; bytes: Uint8Array }[] {
  const folder = join(samples, source, 'sample');
  const names = readdirSync(folder).filter((name) => !name.startsWith('expected'));
  return names.map((path) => ({ path, bytes: readFileSync(join(folder, path)) }));
}

describe('what a provider lets its node tell', () => {
  let tools: PrepareTools;
  before(async () => {
    tools = await createTools({
      ontologyFolder: join(root, 'ontology'),
      sssomFolder: join(root, 'mappings', 'sssom'),
      mappingsFolder: join(root, 'mappings'),
      shapesFolder: join(root, 'shapes'),
    });
  });

  const prepared = (
    source: string,
    policy: Partial<PrivacyPolicy>,
    files: readonly { path: string; bytes: Uint8Array }[] = sample(source),
  ): Promise<Prepared> =>
    prepare(
      {
        provider: { id: 'north', title: 'North', privacy: { ...defaultPrivacyPolicy, ...policy } },
        submission: 'main',
        base,
        key: new Uint8Array(32).fill(7),
        profile: 'record',
        delivery: { profile: undefined, sources: [{ source, files }] },
      },
      tools,
    );
  const record = (result: Prepared): string => Buffer.from(result.record).toString();

  for (const source of ['omop', 'dicom']) {
    for (const policy of [{ dates: 'year' }, { uids: 'keep' }, { dates: 'year', uids: 'keep' }] as const) {
      it(`is published from ${source} with ${JSON.stringify(policy)}`, async () => {
        const result = await prepared(source, policy);
        assert.deepEqual(result.failures, []);
        assert.deepEqual(
          result.report?.findings.filter(({ severity }) => severity === 'violation'),
          [],
        );
        if ('dates' in policy) assert.doesNotMatch(record(result), /XMLSchema#date>/);
        else assert.match(record(result), /XMLSchema#date>/);
      });
    }
  }

  it('keeps what is a UID, and no number that is only parted by dots', async () => {
    const object = (study: string, series: string) => ({
      '00100020': { vr: 'LO', Value: ['P1'] },
      '0020000D': { vr: 'UI', Value: [study] },
      '0020000E': { vr: 'UI', Value: [series] },
      '00080018': { vr: 'UI', Value: [`${series}.1`] },
      '00080060': { vr: 'CS', Value: ['CT'] },
    });
    const uid = '1.2.826.0.1.3680043.8.498.1';
    const objects = [object(uid, `${uid}.1`), object('2019.004711', '1961.03.12')];
    const result = await prepared('dicom', { uids: 'keep' }, [
      { path: 'a.dicom.json', bytes: Buffer.from(JSON.stringify(objects)) },
    ]);
    assert.deepEqual(result.failures, []);
    assert.ok(record(result).includes(`/study/${uid}>`) && record(result).includes(`/series/${uid}.1>`));
    assert.doesNotMatch(record(result), /004711|1961\.03\.12/);
    assert.deepEqual(
      result.report?.findings.filter(({ severity }) => severity === 'violation'),
      [],
    );
  });
});
