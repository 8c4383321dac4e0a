/**
 * One lifting of a folder in a process of its own: `node read-once.ts FOLDER` prints milliseconds, peak bytes, series
 * and instances as JSON. The time is that of the whole: files are listed, read, made series, and these a graph.
 */
import { readFiles } from '../../../server/cli/read-files.ts';
import { projectFolders } from '../../../server/folders.ts';
import { eucaim } from '../../../server/rdf/vocabulary.ts';
import { Toolbox } from '../../../server/toolbox.ts';

const lifter = await new Toolbox(projectFolders()).lifter();
const start = performance.now();
const files = await readFiles([process.argv[2] ?? ''], {
  tables: [],
  failure: fail,
  signal: new AbortController().signal,
});
const lifted = await lifter.lift('dicom', files, {
  provider: 'bench',
  base: 'http://example.org',
  key: new Uint8Array(32),
});
const milliseconds = performance.now() - start;
lifted.failures.forEach(fail);
const counts = lifted.record.filter(({ predicate }) => predicate.equals(eucaim.NumberOfInstances));
console.log(
  JSON.stringify({
    milliseconds,
    peak: process.resourceUsage().maxRSS * 1024,
    series: counts.length,
    instances: counts.reduce((sum, { object }) => sum + Number(object.value), 0),
  }),
);

function fail(error: Error): never {
  throw error;
}
