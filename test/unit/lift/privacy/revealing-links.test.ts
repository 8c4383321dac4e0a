import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { revealingLinks } from '../../../../server/lift/privacy/revealing-links.ts';
import { literal, namedNode, quad } from '../../../../server/rdf/terms.ts';
import { dct } from '../../../../server/rdf/vocabulary.ts';

const patient = (id: string) => namedNode(`http://h/id/north/patient/${id}`);
const link = (id: string, dataset: string) =>
  quad(patient(id), dct.isPartOf, namedNode(`http://h/id/north/dataset/${dataset}`));
const rules = {
  takesWords: (property: string) => property === dct.isPartOf.value,
  tells: (word: string) => word.includes('Zqmeyer'),
  patientOf: (word: string) => patient(word).value,
  sharedBy: 10,
};

describe('Links that are called after a patient', () => {
  it('are those with a name or identifier of the delivery, and those with the own number of the patient', () => {
    const [named, own, other] = [link('1', 'Zqmeyer-Anna'), link('2', '2'), link('1', '2-b')];
    assert.deepEqual([...revealingLinks([named, own, other], rules)], [named, own]);
  });

  it('are not those whose short number another patient has', () => {
    assert.equal(revealingLinks([link('1', '2')], rules).size, 0);
  });

  it('are all that lead there where one of them is', () => {
    assert.equal(revealingLinks([link('1', '1'), link('2', '1')], rules).size, 2);
  });

  it('are none that ten patients share', () => {
    const links = (count: number) => Array.from({ length: count }, (_, at) => link(String(at), 'Zqmeyer'));
    assert.equal(revealingLinks(links(9), rules).size, 9);
    assert.equal(revealingLinks(links(10), rules).size, 0);
  });

  it('are of properties that take words, and lead to something', () => {
    const text = quad(patient('1'), dct.isPartOf, literal('dataset/Zqmeyer'));
    const elsewhere = quad(patient('1'), dct.source, namedNode('http://h/dataset/Zqmeyer'));
    assert.equal(revealingLinks([text, elsewhere], rules).size, 0);
  });
});
