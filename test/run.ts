/**
 * All tests, as `npm test` runs them after types, lint and format: unit, contract, integration and browser tests by
 * Node's own runner, then the conformance suites.
 */
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { ensureChromium } from './support/ensure-chromium.ts';

const root = join(import.meta.dirname, '..');

ensureChromium();

const files = globSync('test/{unit,contract,integration,browser}/**/*.test.ts', { cwd: root }).sort();
const steps: readonly (readonly string[])[] = [
  ['--no-warnings', '--test', '--test-concurrency=2', ...files],
  ['--no-warnings', 'test/conformance/run.ts'],
];
for (const step of steps) {
  const { status, signal } = spawnSync(process.execPath, step, { cwd: root, stdio: 'inherit' });
  if (status !== 0) {
    console.error(`stopped by ${step.at(-1) ?? 'a step'}: ${signal ?? `exit code ${String(status)}`}`);
    process.exit(1);
  }
}
