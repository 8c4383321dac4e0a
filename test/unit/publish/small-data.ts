import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pack } from 'tar-stream';
import type { TestContext } from 'node:test';
import type { StoredSubmission, Submission } from '../../../server/publish/submission.ts';

export const base = 'http://127.0.0.1:8081';

const encoder = new TextEncoder();
const type = '<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>';

/** N-Triples of a dataset with a title. */
export function dataset(iri: string, title: string): string {
  return `<${iri}> ${type} <http://www.w3.org/ns/dcat#Dataset> .\n<${iri}> <http://purl.org/dc/terms/title> "${title}" .\n`;
}

/** N-Triples of a patient of a provider. */
export function patient(provider: string, id: string): string {
  return `<${base}/id/${provider}/patient/${id}> ${type} <https://cancerimage.eu/ontology/EUCAIM#COM1001047> .\n`;
}

export function bytes(text: string): Uint8Array {
  return encoder.encode(text);
}

/** A folder that is gone after the test. */
export function temporaryFolder(test: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'meridian-publish-'));
  test.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Files as a tar. */
export async function tar(files: Readonly<Record<string, string | Uint8Array>>): Promise<Uint8Array> {
  const archive = pack();
  for (const [name, content] of Object.entries(files)) archive.entry({ name }, Buffer.from(content));
  archive.finalize();
  return collect(archive);
}

export async function collect(archive: ReturnType<typeof pack>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of archive as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** A submission ready to be accepted. */
export function submission(
  provider: string,
  name: string,
  catalogue: string,
): Omit<StoredSubmission, 'submission'> & { submission: Omit<Submission, 'version'> } {
  return {
    submission: {
      provider,
      name,
      accepted: '2026-01-01T00:00:00.000Z',
      profile: 'small',
      sources: ['dcat'],
      ontologyRelease: '2026.1',
      ontologyHash: 'abc',
      contentHash: 'def',
      counts: { catalogueTriples: 1, recordTriples: 0, datasets: 1, patients: 0, studies: 0, series: 0 },
      mappingSets: { modality: ['dcat-modality'] },
    },
    catalogue: bytes(catalogue),
    record: new Uint8Array(),
    lineage: bytes('{"origins":[],"rules":[]}'),
    report: { profile: 'small', conforms: true, findings: [], focusNodes: 1, milliseconds: 1 },
    unmapped: [{ attribute: 'modality', value: 'XX', records: 2, firstPlace: { file: 'a.csv', row: 1 } }],
    hidden: [{ attribute: 'sex', values: 1, records: 3 }],
  };
}
