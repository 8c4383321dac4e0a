import { createHash } from 'node:crypto';
import type { Random } from '../../../server/cli/demo/random.ts';
import { LineageRecorder } from '../../../server/lift/lineage-recorder.ts';
import type { Lineage } from '../../../server/lift/lifter.ts';

/** A submission as lifting a table of measurements makes it. */
export interface MeasuredSubmission {
  /** Sorted N-Triples. */
  readonly record: Uint8Array;
  readonly lineage: Lineage;
  readonly subjects: readonly string[];
  readonly triples: number;
}

const [type, concepts] = ['http://www.w3.org/1999/02/22-rdf-syntax-ns#type', 'http://example.org/concept/'];
const map = 'http://example.org/map#measurements';

/**
 * Measurements of ten statements each, named by pseudonyms, so that their order is not that of the rows. With `joins`
 * each row is joined with the row of its person, five to a person, as the OMOP mapping does.
 */
export function measuredSubmission(rows: number, random: Random, joins: boolean): MeasuredSubmission {
  const recorder = new LineageRecorder();
  const lines: string[] = [];
  const subjects: string[] = [];
  const decimal = '^^<http://www.w3.org/2001/XMLSchema#decimal>';
  for (let row = 1; row <= rows; row++) {
    const subject = pseudonym('observation', row);
    const person = random.int(1, Math.ceil(rows / 5));
    const say = (predicate: string, object: string): void => {
      lines.push(`<${subject}> <${predicate}> ${object} .\n`);
    };
    say(type, '<http://example.org/ns#Measurement>');
    say('http://example.org/ns#person', `<${pseudonym('person', person)}>`);
    say('http://example.org/ns#concept', `<${concepts}${random.int(1, 400)}>`);
    say('http://example.org/ns#unit', `<${concepts}${random.int(8840, 8860)}>`);
    say('http://example.org/ns#year', `"${random.int(2010, 2025)}"`);
    say('http://example.org/ns#value', `"${(random.int(1, 4000) / 10).toFixed(1)}"${decimal}`);
    for (const name of ['table', 'status', 'method', 'origin']) {
      say(`http://example.org/ns#${name}`, `"${name} ${random.int(1, 4)}"`);
    }
    const origin = { file: 'omop/MEASUREMENT.csv', row };
    const joined = joins ? { joined: [{ file: 'omop/PERSON.csv', row: person }] } : {};
    recorder.addRecord(subject, map, { origin, ...joined, read: () => [] });
    subjects.push(subject);
  }
  recorder.addRules([{ map, predicate: 'http://example.org/ns#value', references: ['value_as_number'] }]);
  const triples = lines.length;
  const record = new TextEncoder().encode(lines.sort().join(''));
  return { record, lineage: recorder.lineage((origin) => origin), subjects, triples };
}

function pseudonym(kind: string, number: number): string {
  const digest = createHash('sha256').update(`${kind} ${number}`).digest('hex');
  return `http://127.0.0.1:8081/id/north/${kind}/${digest.slice(0, 32)}`;
}
