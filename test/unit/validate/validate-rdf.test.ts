import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { readSources } from '../../../server/lift/source-registry.ts';
import { namespacesOfRdf } from '../../../server/lift/namespaces-of-rdf.ts';
import { parseRdf } from '../../../server/rdf/parse-rdf.ts';
import { validateRdf } from '../../../server/validate/validate-rdf.ts';
import type { Report } from '../../../server/validate/validator.ts';
import { projectValidator } from '../../support/sample-validator.ts';
import { shared, skipUnless } from '../../support/shared.ts';

const sources = readSources(join(import.meta.dirname, '../../../mappings'));
const namespaces = namespacesOfRdf({ sources: [...sources.values()] });
const eucaim = 'https://cancerimage.eu/ontology/EUCAIM#';
const oldEucaim = 'https://hyperontology.eucaim.cancerimage.eu/#';

async function validate(turtle: string, aliases = namespaces): Promise<Report> {
  const parsed = await parseRdf(turtle, {
    mediaType: 'text/turtle',
    baseIri: 'http://example.org/id/north/',
    file: 'a.ttl',
  });
  return validateRdf(parsed, 'eucaim-2.0', await projectValidator(), aliases);
}

const sexOf = (report: Report) => report.findings.filter(({ path }) => path === `${eucaim}hasBirthSex`);

describe('validateRdf', () => {
  it('reads an old namespace as the canonical one, at the lines of the text, and says so', async () => {
    const report = await validate(
      `@prefix dcat: <http://www.w3.org/ns/dcat#> .\n<d> a dcat:Dataset ;\n\n <${oldEucaim}hasBirthSex>\n "female" .`,
    );
    const [finding] = sexOf(report).filter(({ severity }) => severity === 'violation');
    assert.equal(finding?.value, '"female"');
    assert.equal(finding.place?.line, 4);
    const infos = report.findings.filter(({ shape }) => shape.endsWith('NamespaceAlias'));
    assert.equal(infos.length, 1);
    assert.equal(infos[0]?.severity, 'info');
    assert.deepEqual(infos[0].place, { file: 'a.ttl', line: 4 });
    assert.ok(infos[0].message.includes(oldEucaim) && infos[0].message.includes(eucaim));
  });

  it('says nothing where no alias is used', async () => {
    const report = await validate('@prefix dcat: <http://www.w3.org/ns/dcat#> . <d> a dcat:Dataset .');
    assert.ok(report.findings.length > 0);
    assert.ok(!report.findings.some(({ shape }) => shape.endsWith('NamespaceAlias')));
  });

  const example = 'profiles/eucaim-dcat-ap/examples/dataset-v1.0-assembled.ttl';
  it(
    'no longer misses properties that an example has in another namespace',
    { skip: skipUnless(example) },
    async () => {
      const text = readFileSync(shared(example) ?? '', 'utf8');
      const [before, after] = [await validate(text, new Map()), await validate(text)];
      const missing = (report: Report) =>
        report.findings
          .filter(({ component }) => component.endsWith('MinCountConstraintComponent'))
          .map(({ path }) => path);
      assert.ok(missing(before).includes(`${eucaim}hasBirthSex`));
      const present = [...text.matchAll(/(?:eucaim|healthdcatap):(\w+)/g)].map(([, name]) => name);
      for (const path of missing(after)) {
        assert.ok(!present.includes(path?.replace(/^.*[#/]/, '')), `${path ?? ''} is there`);
      }
      assert.equal(after.conforms, false);
      assert.equal(after.findings.filter(({ shape }) => shape.endsWith('NamespaceAlias')).length, 2);
    },
  );
});
