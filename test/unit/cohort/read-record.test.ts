import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readRecord } from '../../../server/cohort/read-record.ts';
import { namedNode, quad, type Quad } from '../../../server/rdf/terms.ts';
import { eucaim, rdf, recordClasses } from '../../../server/rdf/vocabulary.ts';

const node = (name: string) => namedNode(`http://example.org/id/north/${name}`);
const patient = node('patient/1');
const subjectOf = (name: string): Quad => quad(node(name), eucaim.hasSubject, patient);
const ontology = { attributes: [], concept: () => undefined };

describe('reading a record', () => {
  it('takes for a study what is one, or has a subject and no type', () => {
    const { things } = readRecord(
      [
        quad(patient, rdf.type, recordClasses.patient),
        subjectOf('study/1'),
        quad(node('study/1'), rdf.type, recordClasses.study),
        subjectOf('study/2'),
      ],
      [],
      ontology,
    );
    assert.deepEqual(things.study, [node('study/1').value, node('study/2').value]);
  });

  it('takes no marker test, procedure, specimen or episode for a study', () => {
    const { procedure, tumourMarkerTest, specimen, episode } = recordClasses;
    const record = [procedure, tumourMarkerTest, specimen, episode].flatMap((type, at) => [
      subjectOf(`thing/${at}`),
      quad(node(`thing/${at}`), rdf.type, type),
    ]);
    const { things } = readRecord(record, [], ontology);
    assert.deepEqual(things.study, []);
  });
});
