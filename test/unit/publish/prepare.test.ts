import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MeridianError } from '../../../server/errors.ts';
import { prepare } from '../../../server/publish/prepare.ts';
import type { Prepared, PrepareRequest } from '../../../server/publish/prepare.ts';
import { findLineage } from '../../../server/publish/find-lineage.ts';
import { lineageParts } from '../../support/lineage-parts.ts';
import { base, bytes, dataset, patient } from './small-data.ts';
import { smallTools } from './small-tools.ts';

const own = `${base}/id/north/dataset/1`;

function request(sources: Record<string, string>): PrepareRequest {
  return {
    provider: { id: 'north', title: 'Nord-Klinik "A"' },
    submission: 'main',
    base,
    key: new Uint8Array(32),
    profile: 'small',
    delivery: {
      profile: undefined,
      sources: Object.entries(sources).map(([source, text]) => ({
        source,
        files: [{ path: `${source}.nt`, bytes: bytes(text) }],
      })),
    },
  };
}

const named = `<${base}/id/north> <http://xmlns.com/foaf/0.1/name> "Nord-Klinik \\"A\\"" .\n`;
const prepared = (sources: Record<string, string>): Promise<Prepared> =>
  prepare(request(sources), smallTools);
const text = (content: Uint8Array): string => new TextDecoder().decode(content);
const messages = ({ failures }: Prepared): string => failures.map(({ message }) => message).join('\n');

describe('prepare', () => {
  it('states whose each dataset is, and leaves what the provider is called to the node', async () => {
    const { report, failures, catalogue, datasets } = await prepared({ dcat: dataset(own, 'One') + named });
    assert.equal(report?.conforms, true);
    assert.deepEqual(failures, []);
    assert.deepEqual(datasets, [own]);
    assert.ok(
      text(catalogue).includes(`<${own}> <https://w3id.org/meridian/ns#provider> <${base}/id/north> .\n`),
    );
    assert.ok(!text(catalogue).includes('Nord-Klinik'));
  });

  it('merges its sources, and counts what the planes hold', async () => {
    const merged = await prepared({
      dcat: dataset(own, 'One') + dataset(`${own}2`, 'Two'),
      records: patient('north', 'a') + patient('north', 'b') + patient('north', 'a'),
    });
    const { counts, mappingSets, record } = merged;
    assert.deepEqual(counts, {
      catalogueTriples: 6,
      recordTriples: 2,
      datasets: 2,
      patients: 2,
      studies: 0,
      series: 0,
    });
    assert.deepEqual(mappingSets, { modality: ['dcat-modality', 'records-modality'] });
    const found = findLineage(lineageParts(merged), own);
    assert.deepEqual(found?.origins, [{ file: 'dcat.nt', map: 'dcat', source: 'dcat' }]);
    assert.equal(found.rules.length, 1);
    assert.match(text(found.catalogue), /"One"/);
    assert.equal(text(record).split('\n').length, 3);
  });

  it('gives the same bytes for the same statements in another order', async () => {
    const [first, second] = await Promise.all([
      prepared({ dcat: dataset(own, 'One') + dataset(`${own}2`, 'Two') }),
      prepared({ dcat: dataset(`${own}2`, 'Two') + dataset(own, 'One') }),
    ]);
    assert.equal(Buffer.compare(first.catalogue, second.catalogue), 0);
  });

  it('reports what does not conform with its place', async () => {
    const { report } = await prepared({ dcat: dataset(own, 'One').split('\n')[0] ?? '' });
    assert.equal(report?.conforms, false);
    assert.deepEqual(report.findings[0]?.place, { file: 'dcat.nt' });
  });

  it('has failures and no report where a file cannot be read', async () => {
    const result = await prepared({ dcat: '<broken' });
    assert.equal(result.report, undefined);
    assert.equal(result.failures[0]?.code, 'syntax-error');
  });

  it('refuses statements of the record plane about what is not of the provider', async () => {
    const record = await prepared({ records: patient('south', 'a') });
    assert.match(messages(record), /not of this provider/);
    const outside = await prepared({
      records: '<http://example.org/x> <http://example.org/y> "z" .\n',
    });
    assert.match(messages(outside), /not of this provider/);
  });

  it('lets datasets have IRIs from elsewhere', async () => {
    const elsewhere = 'https://doi.org/10.1234/x';
    const result = await prepared({ dcat: dataset(elsewhere, 'One') + dataset(own, 'Two') });
    assert.deepEqual(result.failures, []);
    assert.deepEqual(result.subjects, [own, elsewhere].sort());
  });

  it('refuses a claim to publish under the name of another provider', async () => {
    const claim = `<${own}> <https://w3id.org/meridian/ns#provider> <${base}/id/south> .\n`;
    assert.match(messages(await prepared({ dcat: dataset(own, 'One') + claim })), /as its provider/);
    const honest = claim.replace('south', 'north');
    assert.equal(messages(await prepared({ dcat: dataset(own, 'One') + honest })), '');
  });

  it('refuses blank nodes', async () => {
    const blank = `${dataset(own, 'One')}<${own}> <http://purl.org/dc/terms/publisher> _:b .\n`;
    assert.match(messages(await prepared({ dcat: blank })), /blank node/);
  });

  it('sums up failures of one kind', async () => {
    const many = Array.from({ length: 1000 }, (_, i) => patient('south', String(i))).join('');
    const { failures } = await prepared({ records: many });
    assert.equal(failures.length, 6);
    assert.match(failures[5]?.message ?? '', /995 more/);
  });

  it('throws for a source or profile that does not exist', async () => {
    const notFound = (error: unknown): boolean =>
      error instanceof MeridianError && error.code === 'not-found';
    await assert.rejects(prepared({ unknown: '' }), notFound);
    await assert.rejects(prepare({ ...request({ dcat: '' }), profile: 'unknown' }, smallTools), notFound);
  });
});
