import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const mapping = join(import.meta.dirname, 'measurement.rml.ttl');

/** Installs Morph-KGC in a Python environment of its own below the folder; throws where that cannot be done. */
export function installMorph(folder: string): string {
  const python = join(folder, 'venv', 'bin', 'python');
  execFileSync('python3', ['-m', 'venv', join(folder, 'venv')], { stdio: 'ignore' });
  execFileSync(python, ['-m', 'pip', 'install', '--quiet', 'morph-kgc==2.10.0'], { stdio: 'ignore' });
  return python;
}

/** Runs the same mapping over the same file with Morph-KGC: milliseconds of the process, and where its lines are. */
export function linesByMorph(
  python: string,
  folder: string,
  file: string,
): { milliseconds: number; output: string } {
  const output = join(folder, 'morph.nq');
  const rules = join(folder, 'morph.rml.ttl');
  const settings = join(folder, 'morph.ini');
  writeFileSync(rules, readFileSync(mapping, 'utf8').replace('"MEASUREMENT.csv"', `"${file}"`));
  writeFileSync(
    settings,
    `[CONFIGURATION]\noutput_file=${output}\noutput_format=N-QUADS\nnumber_of_processes=1\n[DataSource1]\nmappings=${rules}\n`,
  );
  const start = performance.now();
  execFileSync(python, ['-m', 'morph_kgc', settings], { stdio: 'ignore' });
  return { milliseconds: performance.now() - start, output };
}
