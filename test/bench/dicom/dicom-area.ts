import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Random } from '../../../server/cli/demo/random.ts';
import { seed, type BenchArea } from '../support/bench.ts';
import { spreadOf, writeNumber } from '../support/spread.ts';
import { writeDicomFolder } from './dicom-folder.ts';

const run = promisify(execFile);
const files = 10_000;
const rounds = 5;
const pydicom = 'pydicom==3.0.2';

interface Reading {
  readonly milliseconds: number;
  readonly series: number;
  readonly instances: number;
  readonly peak?: number;
}

/** Both sides are processes of their own, which time what they do after their start. */
export const dicomArea: BenchArea = {
  name: 'dicom',
  title: 'the headers of a folder of DICOM files',
  ours: 'a whole lifting by the source `dicom`: files listed, headers read, series counted, graph and lineage made',
  peer: `dcmread(stop_before_pixels=True) of ${pydicom} alone, and two UIDs of each`,
  async run(bench) {
    const folder = await mkdtemp(join(tmpdir(), 'meridian-dicom-'));
    try {
      const python = await installPydicom(folder);
      if (typeof python !== 'string') {
        bench.note(`Not measured: ${pydicom} could not be installed (${python.message}).`);
        return;
      }
      const archive = join(folder, 'archive');
      const written = writeDicomFolder(archive, files, new Random(seed));
      bench.input(
        `${written.files.toLocaleString('en')} files of ${written.series} series and ${written.patients} patients, about a hundred elements each, ` +
          `${writeNumber(written.bytes / 1e6)} MB with images, which are holes; explicit, implicit and encapsulated`,
      );
      const ours = (): Promise<Reading> =>
        read(process.execPath, ['--no-warnings', join(import.meta.dirname, 'read-once.ts'), archive]);
      const peer = (): Promise<Reading> =>
        read(python, [join(import.meta.dirname, 'read-by-pydicom.py'), archive]);
      const expected = { series: written.series, instances: written.files };
      const times = { ours: [] as number[], peer: [] as number[] };
      let peak = 0;
      // The first round fills the page cache and is thrown away.
      for (let round = 0; round <= rounds; round++) {
        for (const side of round % 2 === 0 ? (['ours', 'peer'] as const) : (['peer', 'ours'] as const)) {
          const { milliseconds, ...answer } = await (side === 'ours' ? ours() : peer());
          peak = Math.max(peak, answer.peak ?? 0);
          assert.deepEqual({ series: answer.series, instances: answer.instances }, expected, side);
          if (round > 0) times[side].push(milliseconds);
        }
      }
      bench.row('lift a folder', {
        ours: spreadOf(times.ours),
        peer: spreadOf(times.peer),
        ratio: spreadOf(times.peer.map((time, round) => time / (times.ours[round] ?? NaN))),
      });
      const perSecond = (all: readonly number[]): string =>
        writeNumber((files / spreadOf(all).median) * 1000);
      bench.note(
        `files a second: ours ${perSecond(times.ours)}, peer ${perSecond(times.peer)}; peak RSS of ours ${writeNumber(peak / 1e6)} MB`,
      );
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function read(program: string, argumentsOf: readonly string[]): Promise<Reading> {
  const { stdout } = await run(program, argumentsOf);
  return JSON.parse(stdout) as Reading;
}

/** The Python of a new environment that has pydicom; or why there is none. */
async function installPydicom(folder: string): Promise<string | Error> {
  const python = join(folder, 'python', 'bin', 'python');
  try {
    await run('python3', ['-m', 'venv', join(folder, 'python')]);
    await run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', pydicom]);
    return python;
  } catch (error) {
    return error instanceof Error ? new Error(error.message.split('\n')[0]) : new Error(String(error));
  }
}
