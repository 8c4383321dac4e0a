import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LocalIds } from '../../../server/lift/local-ids.ts';
import { checkIdentities } from '../../../server/publish/check-identities.ts';
import { literal, namedNode, quad } from '../../../server/rdf/terms.ts';
import type { NamedNode } from '../../../server/rdf/terms.ts';
import { dct, foaf } from '../../../server/rdf/vocabulary.ts';

const base = 'http://127.0.0.1:8081';
const localIds = new LocalIds();
for (const id of ['PAT0012345', '12/345678', 'AB 123456', 'HOSP-123456', 'P0421', '4711234', 'Sommer'])
  localIds.add(id);
localIds.addName('Zqmeyer^Anna');
localIds.addUid('1.2.826.0.1.3680043.8.498.12345678.1');

function said(
  text: string,
  subject = `${base}/id/north/dataset/1`,
  predicate: NamedNode = dct.description,
): string {
  const statement = quad(namedNode(subject), predicate, literal(text));
  const failures = checkIdentities([statement], localIds, () => undefined, base);
  return failures.map(({ message, place }) => JSON.stringify([message, place])).join();
}

describe('checkIdentities', () => {
  for (const text of [
    'CT of PAT0012345.',
    'patientPAT0012345',
    'patient 12/345678, first visit',
    'AB 123456',
    'HOSP-123456-a',
    'seen as p0421',
    'number 4711234',
    'n4711234',
    'Anna Zqmeyer, born in spring',
    'Zqmeyer, Anna',
    'image 1.2.826.0.1.3680043.8.498.12345678.77',
  ]) {
    it(`finds who is meant by "${text}"`, () => {
      const message = said(text);
      assert.match(message, /holds an identifier or name/);
      assert.ok(!message.includes(text));
    });
  }

  for (const text of [
    'Anna and others',
    '14711234 cells',
    'Sommerfest',
    'P04210',
    'SOP class 1.2.840.10008.5.1.4.1.1.2',
    'scans of 345678 persons',
  ])
    it(`finds nobody in "${text}"`, () => {
      assert.equal(said(text), '');
    });

  it('lets contacts be called as patients are', () => {
    assert.equal(said('Anna Zqmeyer', undefined, foaf.name), '');
  });

  it('finds identifiers in IRIs of subjects and of this node, and never says them', () => {
    for (const subject of [`${base}/id/north/dataset/PAT0012345`, 'https://host/AB%20123456']) {
      const message = said('PAT0012345', subject);
      assert.match(message, /^\["An IRI of the catalogue holds/);
      assert.doesNotMatch(message, /0012345|123456/);
    }
    const [own, other] = [`${base}/id/north/agent/P0421`, 'http://codes.example/P0421'].map((object) =>
      checkIdentities(
        [quad(namedNode(`${base}/x`), dct.publisher, namedNode(object))],
        localIds,
        () => undefined,
        base,
      ),
    );
    assert.equal(own?.length, 1);
    assert.deepEqual(other, []);
  });
});
