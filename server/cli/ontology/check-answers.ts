import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MeridianError } from '../../errors.ts';
import { finding, type OntologyFinding } from '../../ontology/ontology-finding.ts';
import { guardQuery } from '../../query/guard.ts';
import type { LibraryQuery, QueryLibrary } from '../../query/query-library.ts';
import { compareTables, readResultTable, type TableDifference } from '../../query/result-table.ts';
import { queryPlace } from './query-place.ts';

const ending = '.expected.tsv';

/** So many rows of a difference are told. */
const mostRows = 5;

export interface AnswersOptions {
  readonly library: QueryLibrary;
  readonly folder: string;
}

/**
 * Asks every competency question with its example on the fixture and compares the answer with the expected one, which
 * stands beside the query as `<name>.expected.tsv`.
 */
export async function checkAnswers(
  { library, folder }: AnswersOptions,
  ask: (text: string) => Promise<string>,
): Promise<readonly OntologyFinding[]> {
  const questions = library.queries.filter((query) => query.folder === 'competency');
  const findings: OntologyFinding[] = [];
  for (const query of questions) {
    const wrong = await checkAnswer(query, library, folder, ask);
    if (wrong !== undefined) findings.push(finding('competency-answer', wrong, queryPlace(folder, query)));
  }
  const names = new Set(questions.map(({ name }) => `${name}${ending}`));
  for (const file of readdirSync(join(folder, 'competency'))) {
    if (!file.endsWith(ending) || names.has(file)) continue;
    const message = 'There is an expected answer, and no question. Remove it, or name both alike.';
    findings.push(finding('competency-answer', message, { file: join(folder, 'competency', file), line: 1 }));
  }
  return findings;
}

/** What is wrong with the answer to one question; undefined where nothing is. */
async function checkAnswer(
  query: LibraryQuery,
  library: QueryLibrary,
  folder: string,
  ask: (text: string) => Promise<string>,
): Promise<string | undefined> {
  const { name, example } = query;
  const file = join(folder, 'competency', `${name}${ending}`);
  if (!existsSync(file)) {
    return `The question has no expected answer. Work it out on the fixture by hand and write it to ${name}${ending}.`;
  }
  let answer;
  try {
    answer = await ask(library.bind(name, example));
  } catch (error) {
    if (!(error instanceof MeridianError)) throw error;
    return `The question cannot be asked: ${error.message}`;
  }
  const expected = readResultTable(readFileSync(file, 'utf8'));
  return describe(compareTables(expected, readResultTable(answer), isOrdered(query)));
}

function isOrdered({ text }: LibraryQuery): boolean {
  const { syntax } = guardQuery(text);
  return syntax.subType === 'select' && syntax.solutionModifiers.order !== undefined;
}

function describe({ missing, unexpected, misordered }: TableDifference): string | undefined {
  const parts = [
    ...(missing.length === 0 ? [] : [`missing: ${listed(missing)}`]),
    ...(unexpected.length === 0 ? [] : [`not expected: ${listed(unexpected)}`]),
    ...(misordered ? ['the rows are right and their order is not'] : []),
  ];
  if (parts.length === 0) return undefined;
  return `The answer on the fixture is not the expected one; ${parts.join('; ')}. Find out whether the ontology, the question or the expectation is wrong.`;
}

function listed(rows: readonly string[]): string {
  const more = rows.length > mostRows ? `, and ${rows.length - mostRows} more` : '';
  return `${rows
    .slice(0, mostRows)
    .map((row) => row.replaceAll('\t', ' '))
    .join(', ')}${more}`;
}
