import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseRdf } from '../../../server/rdf/parse-rdf.ts';
import { literal, quad, type Quad } from '../../../server/rdf/terms.ts';
import { dct, rdf, recordClasses } from '../../../server/rdf/vocabulary.ts';
import { recordGraph } from '../../support/record-graph.ts';

const fixtures = join(import.meta.dirname, '..', '..', 'fixtures', 'validate');

/** One in so many has a fault, or two do. */
const faultEvery = 20;

/**
 * So many datasets after the one that conforms to the profile of EUCAIM; some lack a title, and some have a modality
 * that no vocabulary holds.
 */
export async function faultyDatasets(count: number): Promise<readonly Quad[]> {
  const pattern = readFileSync(join(fixtures, 'dataset-that-conforms-to-eucaim.ttl'), 'utf8');
  const [head = '', ...rest] = pattern.split(/(?=^<dataset\/1>)/m);
  const body = rest.join('');
  const entries = Array.from({ length: count }, (_, at) => {
    const entry = body.replaceAll(/(dataset|distribution)\/1>/g, `$1/${at}>`);
    if (at % faultEvery === 3) return entry.replace(/^.*dct:title.*\n/m, '');
    if (at % faultEvery === 7) return entry.replace('eucaim:IMG1000022', 'eucaim:IMG0000000');
    return entry;
  });
  const { quads } = await parseRdf(head + entries.join('\n'), {
    mediaType: 'text/turtle',
    baseIri: 'http://example.org/id/bench/',
  });
  return quads;
}

/** Records of so many patients, with a study and two series each; some patients carry a text that they must not. */
export function faultyRecords(count: number): readonly Quad[] {
  const quads = recordGraph(count, 2 * count);
  const patients = quads.filter(
    ({ predicate, object }) => predicate.equals(rdf.type) && object.equals(recordClasses.patient),
  );
  const texts = patients
    .filter((_, at) => at % faultEvery === 3)
    .map(({ subject }) => quad(subject, dct.title, literal('Jane')));
  return [...quads, ...texts];
}
