import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { EditMeaning } from '../../server/impact-message.ts';
import type { Attribute } from '../../server/ontology/attribute.ts';
import type { Submission } from '../../server/publish/submission.ts';
import { namedNode } from '../../server/rdf/terms.ts';
import { wordsNotKept } from '../../server/words-not-kept.ts';
import { submission } from './publish/small-data.ts';

const attribute = (name: string, level?: 'series' | 'condition'): Attribute => ({
  iri: namedNode(`urn:attribute:${name}`),
  name,
  labels: new Map(),
  description: '',
  scheme: namedNode(`urn:scheme:${name}`),
  ...(level === undefined ? {} : { record: { level, path: [] } }),
  facetKind: 'list',
  closed: false,
  order: 1,
});
const attributes = [
  attribute('modality', 'series'),
  attribute('cancerType', 'condition'),
  attribute('accessType'),
];
const submissions: readonly Submission[] = ['a', 'b'].map((name) => ({
  ...submission('north', name, '').submission,
  version: 1,
  mappingSets: name === 'a' ? { modality: ['words'], cancerType: ['words'], accessType: ['words'] } : {},
}));

function said(
  added: readonly string[],
  removed: readonly string[],
  schemes: readonly string[] = [],
): unknown {
  const summary: EditMeaning['summary'] = {
    files: [],
    terms: { added: [], removed: [], changed: [] },
    mappingSets: [{ set: 'words', added, removed, changed: [] }],
    attributes: [],
  };
  return wordsNotKept({ summary, schemes: new Set(schemes) }, submissions, { attributes }).map(
    ({ submission: name, attribute: of }) => [name, of],
  );
}

describe('wordsNotKept', () => {
  const modality = [['north/a', 'modality']];

  it('names the submissions and attributes of patients that read a set with a new word', () => {
    assert.deepEqual(said(['"a word" skos:exactMatch EX:1'], []), modality);
    assert.deepEqual(said(['"a word" skos:exactMatch EX:1'], ['"b" skos:exactMatch EX:1']), modality);
  });

  it('names nothing where words only change their meaning or lose it', () => {
    const row = '"a word" skos:exactMatch EX:1';
    assert.deepEqual(said([], [row]), []);
    assert.deepEqual(said(['"a word" skos:closeMatch EX:2'], [row]), []);
    assert.deepEqual(said(['"a word" not skos:exactMatch EX:1'], [row]), []);
  });

  it('names them too where codes of the scheme are read otherwise', () => {
    assert.deepEqual(said([], [], ['urn:scheme:modality', 'urn:scheme:accessType']), modality);
  });
});
