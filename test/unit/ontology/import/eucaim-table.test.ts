import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { importOntology, type ImportReport } from '../../../../server/ontology/import/import-ontology.ts';
import { eucaimOwl } from '../../../support/eucaim-owl.ts';
import { ontologyFolder, sssomFolder } from '../../../support/ontology.ts';
import { shared, skipUnless } from '../../../support/shared.ts';

const table = 'standards/ontologies/eucaim-hyperontology/classes.tsv';

/** Faults of the published ontology, which the rules find without knowing of them. */
describe('the import of the EUCAIM hyper-ontology', { skip: skipUnless(table) }, () => {
  let folder = '';
  let report: ImportReport | undefined;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'eucaim-import-'));
    const file = join(folder, 'eucaim.owl');
    writeFileSync(file, eucaimOwl(shared(table) ?? ''));
    report = await importOntology({ file, ontologyFolder, sssomFolder, dryRun: true });
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  const faults: readonly (readonly [kind: string, term: string, message: RegExp])[] = [
    ['code-check-digit', 'CLIN1028468', /4341310001/],
    ['code-format', 'CLIN1029448', /895121000 000103.*blank/],
    ['code-format', 'CLIN1041663', /1\.0826E\+15.*spreadsheet/],
    ['code-claimed-twice', 'CLIN1023862', /OMOP 36556105 .*CLIN1023932/],
    ['code-claimed-twice', 'COM1001399', /\(cN2\), .*\(cN2b\)/],
    ['code-claimed-twice', 'BP1000021', /UMLS C0033572/],
    ['self-restriction', 'CLIN1000062', /hasAssociatedMorphology/],
    ['value-in-other-branch', 'CLIN1000058', /\(Kidney\) by .*hasAssociatedMorphology/],
    ['code-of-other-system', 'CLIN1039710', /LOINC code "893000".*SNOMEDCT/],
    ['vocabulary-spelling', '', /"CancerModifier" \(\d+\), "Cancer Modifier"/],
    ['vocabulary-spelling', '', /"ICDO3" \(\d+\), "ICD-O-3" \(\d+\), "IDO3" \(1\)/],
    ['label-shared', 'IMG1000026', /"Computed tomography" .*IMG1000042/],
    ['label-shared', 'IMG1000035', /"Ultrasound" .*IMG1000040/],
    ['class-code-irregular', 'SPEC10000011', /8 digits .*SPEC1000011 \(Tier 2\)/],
    ['namespace-note', '', /hyperontology\.eucaim\.cancerimage\.eu/],
  ];
  for (const [kind, term, message] of faults) {
    it(`finds ${kind} ${term === '' ? String(message) : `on ${term}`}`, () => {
      const found = report?.findings.filter(
        (finding) =>
          finding.kind === kind &&
          finding.term?.endsWith(`:${term}`) !== (term === '') &&
          message.test(finding.message),
      );
      assert.equal(found?.length, 1);
      assert.ok((found[0]?.place?.line ?? 0) > 0, 'the line is told');
    });
  }

  it('knows every class and every well-formed code', () => {
    assert.equal(report?.counts.classes, 3991);
    assert.equal(report.counts.codes.get('SNOMEDCT')?.malformed, 3);
    // The shipped sets decide about every well-formed code, also about those that EUCAIM gives to several classes.
    for (const [prefix, { taken, shared, heldByOther }] of report.counts.codes) {
      assert.deepEqual({ taken, shared, heldByOther }, { taken: 0, shared: 0, heldByOther: 0 }, prefix);
    }
  });
});
