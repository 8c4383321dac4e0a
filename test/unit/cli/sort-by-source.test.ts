import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sortBySource } from '../../../server/cli/sort-by-source.ts';
import type { Lifter, SourceFile } from '../../../server/lift/lifter.ts';
import { sourceFile } from '../../support/lift-fixtures.ts';
import { writeWorkbook } from '../../support/write-workbook.ts';

const source = (name: string, files: string[], tables: string[]) => ({
  name,
  title: name,
  description: name,
  files,
  tables,
});
const lifter: Lifter = {
  sources: [
    source('images', ['*.dcm', '*'], []),
    source('omop', [], ['PERSON', 'DEATH']),
    source('register', ['legend.csv'], ['person', 'tumour', 'visit']),
  ],
  lift: () => Promise.reject(new Error('nothing is lifted')),
};

async function sorted(...files: SourceFile[]): Promise<Record<string, string[]>> {
  const { rdf, lifted } = await sortBySource(files, lifter);
  return Object.fromEntries(
    [['rdf', rdf] as const, ...lifted].map(([name, group]) => [name, group.map(({ path }) => path)]),
  );
}

describe('sortBySource', () => {
  it('tells by the name of a file, exact names and tables before patterns', async () => {
    const files = ['a.ttl', 'DEATH.csv.gz', 'legend.csv', 'tumour.parquet', 'scan'];
    assert.deepEqual(await sorted(...files.map((path) => sourceFile(path, ''))), {
      rdf: ['a.ttl'],
      omop: ['DEATH.csv.gz'],
      register: ['legend.csv', 'tumour.parquet'],
      images: ['scan'],
    });
  });

  it('looks into a workbook, and takes the source that reads most of its tables', async () => {
    const sheets = { Person: [['id']], Tumour: [['id']], Notes: [['id']] };
    const files = [
      sourceFile('all.xlsx', writeWorkbook(sheets)),
      sourceFile('one.xlsx', writeWorkbook({ Death: [['id']] })),
    ];
    assert.deepEqual(await sorted(...files), { rdf: [], register: ['all.xlsx'], omop: ['one.xlsx'] });
  });
});
