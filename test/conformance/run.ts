/**
 * `npm run conformance -- [SUITE …]`: runs public suites and ends with a line per suite. Suites that are absent are
 * named with the reason; `owl`, which needs Java and Maven Central, runs only when it is asked for. Exit code 1 when any
 * case fails, 2 when a suite that was asked for by name is absent.
 */
import { missing, suiteTable } from './suites.ts';

const wanted = process.argv.slice(2);
const chosen = suiteTable.filter(
  ({ name, onRequest }) =>
    wanted.some((word) => name.startsWith(word)) || (wanted.length === 0 && onRequest !== true),
);
if (chosen.length === 0) {
  console.error(
    `No suite is called ${wanted.join(', ')}. There are: ${suiteTable.map(({ name }) => name).join(', ')}`,
  );
  process.exit(2);
}
const summary: string[] = [];
let failed = 0;
let unavailable = false;
for (const suite of chosen) {
  const { name, run } = suite;
  const absent = missing(suite);
  if (absent !== undefined) {
    if (wanted.length > 0) unavailable = true;
    summary.push(`${name}: not run, ${absent} is absent`);
    continue;
  }
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for await (const { id, outcome, reason } of run()) {
    counts[outcome] += 1;
    if (outcome !== 'passed')
      console.log(`${name} ${outcome} ${id}${reason === undefined ? '' : `: ${reason}`}`);
  }
  failed += counts.failed;
  summary.push(`${name}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
}
console.log(summary.join('\n'));
process.exit(failed > 0 ? 1 : unavailable ? 2 : 0);
