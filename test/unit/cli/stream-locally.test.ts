import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { streamLocally } from '../../../server/cli/stream-locally.ts';
import type { Terminal } from '../../../server/cli/workshop.ts';
import { localContext } from '../../../server/cli/validate-files.ts';
import { createLifter } from '../../../server/lift/rml-lifter.ts';
import { toNTriples } from '../../../server/rdf/n-triples.ts';
import { mer } from '../../../server/rdf/vocabulary.ts';
import { liftDependencies, sourceFile } from '../../support/lift-fixtures.ts';

const lifter = await createLifter(liftDependencies);
const key = new Uint8Array(32).fill(3);
const files = [
  sourceFile(
    'tables/P-001/Patients.csv',
    'ID;Geschlecht;Geboren\nP-001;weiblich;07.03.1950\nP-002;unklar;1960-01-01\nP-003;divers\n',
  ),
  sourceFile('tables/tumours.csv', 'Nr;Patient;Diagnose am\n1;P-001;06.03.2019\n2;P-001;07.03.2020\n'),
];

async function stream(source: string, format: string, plane = 'both') {
  let out = '';
  const terminal: Terminal = { write: (text) => (out += text), exit: () => undefined, environment: {} };
  const told = await streamLocally(source, files, lifter, { format, plane, key }, terminal);
  return { told, lines: [...new Set(out.split('\n'))].sort() };
}

describe('streamLocally', () => {
  it('writes the statements and tells the failures of a lifting that holds everything', async () => {
    const lifted = await lifter.lift('clinic', files, localContext(key));
    const { told, lines } = await stream('clinic', 'application/n-triples');
    const whole = new TextDecoder().decode(toNTriples([...lifted.catalogue, ...lifted.record]));
    assert.deepEqual(lines, whole.split('\n').sort());
    assert.ok(lines.length > 10);
    const { unmapped, hidden, failures, notes } = lifted;
    assert.deepEqual(told, { unmapped, hidden, failures, notes });
    assert.equal(failures.length, 1);
    assert.ok(!JSON.stringify(failures[0]?.place).includes('P-001'));
  });

  it('names planes as graphs in N-Quads, and leaves out the plane that is not asked for', async () => {
    const { lines } = await stream('clinic', 'application/n-quads');
    assert.ok(lines.every((line) => line === '' || line.endsWith(` <${mer.RecordPlane.value}> .`)));
    assert.deepEqual((await stream('clinic', 'application/n-quads', 'catalogue')).lines, ['']);
  });

  it('leaves other formats, and sources that keep RDF, to a lifting that holds everything', async () => {
    assert.equal((await stream('clinic', 'text/turtle')).told, undefined);
    assert.equal((await stream('catalogue', 'application/n-quads')).told, undefined);
  });
});
