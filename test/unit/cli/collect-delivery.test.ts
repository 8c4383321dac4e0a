import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { collectDelivery } from '../../../server/cli/collect-delivery.ts';
import { readDeliveryDescription } from '../../../server/publish/delivery-description.ts';
import { sourceFile } from '../../support/lift-fixtures.ts';

const address = 'postgresql://ann:sesame@127.0.0.1/db';

describe('collectDelivery', () => {
  it('puts files in the place of addresses, and leaves nothing of them in what is sent', async () => {
    const asked: string[] = [];
    const yaml = `# once ${address}\nprofile: eucaim-2.0\nsources:
  - { source: dcat, files: ['*.ttl'] }
  - { source: omop, files: ['${address}', 'DEATH.csv'] }\n`;
    const collected = await collectDelivery(Buffer.from(yaml), (source, at) => {
      asked.push(`${source} ${at}`);
      return Promise.resolve([sourceFile('PERSON.csv', 'a'), sourceFile('VISIT.csv', 'b')]);
    });
    assert.deepEqual(asked, [`omop ${address}`]);
    assert.deepEqual(
      collected?.files.map(({ path }) => path),
      ['collected/omop-1/PERSON.csv', 'collected/omop-1/VISIT.csv'],
    );
    const description = collected.description;
    assert.doesNotMatch(Buffer.from(description).toString(), /sesame|ann|127/);
    assert.deepEqual(readDeliveryDescription(description), {
      profile: 'eucaim-2.0',
      sources: [
        { source: 'dcat', files: ['*.ttl'] },
        { source: 'omop', files: ['collected/omop-1/**', 'DEATH.csv'] },
      ],
    });
  });

  it('does nothing where no address is named, or nothing can be read', async () => {
    const never = (): never => assert.fail('nothing is to be fetched');
    for (const yaml of [
      'sources: [{ source: dcat, files: ["*.ttl"] }]',
      'sources: 7',
      '',
      '{',
      'sources: [7]',
    ])
      assert.equal(await collectDelivery(Buffer.from(yaml), never), undefined);
  });
});
