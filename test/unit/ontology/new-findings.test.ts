import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MeridianError } from '../../../server/errors.ts';
import { changedAttributes } from '../../../server/ontology/changed-attributes.ts';
import { pathOfFile, placeOfEdit } from '../../../server/ontology/edited-file.ts';
import { newFindings } from '../../../server/ontology/new-findings.ts';
import { finding, type OntologyFinding } from '../../../server/ontology/ontology-finding.ts';
import { smallAttributes } from '../../support/small-ontology.ts';

const folders = { ontology: '/srv/ontology', sssom: '/srv/mappings/sssom' };
const at = (message: string, line: number, file = 'a.ttl'): OntologyFinding =>
  finding('turtle-syntax', message, { file, line });

describe('the findings that an edit brings', () => {
  it('are those that were not there before, wherever lines have moved to', () => {
    const before = [at('known', 3), at('known', 4), at('mended', 5)];
    const after = [at('known', 8), at('known', 9), at('known', 10), at('new', 11), at('known', 3, 'b.ttl')];
    assert.deepEqual(newFindings(before, after), [after[2], after[3], after[4]]);
    assert.deepEqual(newFindings(before, before), []);
  });
});

describe('the place of an edited file', () => {
  it('is found both ways', () => {
    for (const path of [
      'mappings/sssom/east-körper.sssom.tsv',
      'ontology/core.ttl',
      'ontology/modules/new.ttl',
      'ontology/vocabularies/labels/de.ttl',
    ]) {
      assert.equal(pathOfFile(placeOfEdit(path, folders), folders), path);
    }
    assert.equal(pathOfFile('/srv/other/x.ttl', folders), '/srv/other/x.ttl');
  });

  it('is nowhere else', () => {
    for (const path of [
      'ontology/../x.ttl',
      'ontology/modules/../../x.ttl',
      'mappings/sssom/..sssom.tsv',
      '/srv/ontology/x.ttl',
      'ontology/x.ttl\0',
      'ontology/x.ttl\n',
      'ontology//x.ttl',
      'ontology/sources/x.ttl',
    ]) {
      assert.throws(
        () => placeOfEdit(path, folders),
        (error) => error instanceof MeridianError && error.code === 'bad-request',
        path,
      );
    }
  });
});

describe('attributes that are declared otherwise', () => {
  it('are those that come, go or read data in another way, not those with another label', () => {
    const [first, second, ...others] = smallAttributes;
    assert.ok(first !== undefined && second !== undefined);
    const label = { ...first, labels: new Map([['en', 'Another']]) };
    assert.deepEqual(changedAttributes(smallAttributes, [label, second, ...others]), []);
    assert.deepEqual(changedAttributes(smallAttributes, [first, { ...second, closed: !second.closed }]), [
      ...[second, ...others].map(({ name }) => name).sort(),
    ]);
  });
});
