import assert from 'node:assert/strict';
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { MeridianError } from '../../server/errors.ts';
import { askOntology } from '../../server/cli/ontology/ask-ontology.ts';
import { askQueries } from '../../server/cli/ontology/ask-queries.ts';
import { fixtureFolder } from '../../server/cli/ontology/read-fixture.ts';
import { projectFolders } from '../../server/folders.ts';
import { checkOntology } from '../../server/ontology/check/check-ontology.ts';
import { loadOntology } from '../../server/ontology/load-ontology.ts';
import type { OntologyFinding } from '../../server/ontology/ontology-finding.ts';
import { recordTerms } from '../../server/ontology/record-terms.ts';
import type { TurtleOntology } from '../../server/ontology/turtle-ontology.ts';
import { guardQuery } from '../../server/query/guard.ts';
import { loadQueryLibrary } from '../../server/query/query-library.ts';
import { refuseRecordTerms } from '../../server/query/refuse-record-terms.ts';
import { Toolbox } from '../../server/toolbox.ts';
import { ontologyFolder, repositoryOntology, sssomFolder } from '../support/ontology.ts';

const queries = join(import.meta.dirname, '..', '..', 'queries');

/** The findings of the queries of a folder on an ontology. */
async function ask(ontology: TurtleOntology, folder = queries): Promise<readonly OntologyFinding[]> {
  return askOntology({ ontology, library: loadQueryLibrary(folder, ontology.prefixes), folder });
}

/** The ontology of the repository with one edit in one file. */
function edited(file: string, from: string, to: string): Promise<TurtleOntology> {
  const path = join(ontologyFolder, file);
  const text = readFileSync(path, 'utf8');
  assert.ok(text.includes(from), `${file} holds what is edited`);
  return loadOntology({
    ontologyFolder,
    sssomFolder,
    replaced: new Map([[path, text.replaceAll(from, to)]]),
  });
}

const questionsOf = (findings: readonly OntologyFinding[]): string[] =>
  findings
    .filter(({ kind }) => kind === 'competency-answer')
    .map(({ place }) => /cq-\d{3}/.exec(place?.file ?? '')?.[0] ?? '');

describe('competency questions', async () => {
  const ontology = await repositoryOntology();
  const library = loadQueryLibrary(queries, ontology.prefixes);
  const questions = library.queries.filter(({ folder }) => folder === 'competency');
  let copy = '';
  before(() => {
    copy = mkdtempSync(join(tmpdir(), 'meridian-questions-'));
  });
  after(() => {
    rmSync(copy, { recursive: true });
  });

  it('are answered as was worked out by hand, and no quality query finds anything', async () => {
    assert.deepEqual(await ask(ontology), []);
    assert.ok(questions.length >= 30);
  });

  it('are numbered without gap', () => {
    const numbers = questions.map(({ competency }) => Number(competency?.slice(3)));
    assert.deepEqual(
      numbers,
      numbers.map((_, index) => index + 1),
    );
  });

  it('are of the record plane exactly where readers of the catalogue may not ask them', () => {
    const terms = recordTerms(ontology.quads);
    for (const { name, plane, text } of questions) {
      const check = (): void => {
        refuseRecordTerms(text, guardQuery(text).syntax, 'urn:base', terms);
      };
      if (plane === 'record') assert.throws(check, MeridianError, name);
      else assert.doesNotThrow(check, name);
    }
  });

  it('stand on invented things that the ontology allows', async () => {
    const file = (name: string): string => join(ontologyFolder, 'modules', `fixture-${name}.ttl`);
    const names = ['catalogue', 'records', 'terms'];
    const replaced = new Map(
      names.map((name) => [file(name), readFileSync(join(fixtureFolder(queries), `${name}.ttl`), 'utf8')]),
    );
    const both = await loadOntology({ ontologyFolder, sssomFolder, replaced });
    const wrong = checkOntology(both, []).filter(({ place }) => place?.file?.includes('fixture-'));
    // A chain of replacements is what one question is about.
    assert.deepEqual(
      wrong.map(({ kind }) => kind),
      ['replacement-dead'],
    );
  });

  it('find a parent that is missing', async () => {
    const findings = await ask(
      await edited(
        'vocabularies/stage.ttl',
        'eucaim:COM1000390 skos:broader eucaim:COM1000351',
        'eucaim:COM1000390 skos:broader eucaim:COM1000201',
      ),
    );
    assert.ok(questionsOf(findings).includes('cq-004'));
    assert.ok(questionsOf(findings).includes('cq-015'));
    const [finding] = findings.filter(({ place }) => place?.file?.includes('cq-015'));
    assert.match(finding?.message ?? '', /missing: \S*p1>/);
    const lines = readFileSync(finding?.place?.file ?? '', 'utf8').split('\n');
    assert.match(lines[(finding?.place?.line ?? 0) - 1] ?? '', /^SELECT/);
  });

  it('find a superclass that is missing, and one that is too many', async () => {
    const robot = await edited(
      'modules/eucaim-clinical.ttl',
      'rdfs:subClassOf eucaim:CLIN1016442 , eucaim:CLIN1019457 ,',
      'rdfs:subClassOf eucaim:CLIN1000248 , eucaim:CLIN1019457 ,',
    );
    assert.ok(questionsOf(await ask(robot)).includes('cq-016'));
    const subtotal = await edited(
      'modules/eucaim-clinical.ttl',
      'eucaim:CLIN1016194 a owl:Class ;',
      'eucaim:CLIN1016194 rdfs:subClassOf eucaim:CLIN1016442 ; a owl:Class ;',
    );
    const findings = await ask(subtotal);
    assert.match(
      findings.find(({ place }) => place?.file?.includes('cq-016'))?.message ?? '',
      /not expected: \S*p4>/,
    );
  });

  it('find a search equivalent that is missing', async () => {
    const text = 'mer:searchEquivalent eucaim:IMG1000042';
    const findings = await ask(
      await edited('vocabularies/modality.ttl', text, 'mer:searchEquivalent eucaim:IMG1000043'),
    );
    for (const question of ['cq-001', 'cq-017', 'cq-035']) {
      assert.ok(questionsOf(findings).includes(question), question);
    }
  });

  it('find an expectation that is wrong, one that is missing and one without its question', async () => {
    cpSync(queries, copy, { recursive: true });
    const file = (name: string): string => join(copy, 'competency', `${name}.expected.tsv`);
    writeFileSync(
      file('cq-012-triple-negative-breast-cancer'),
      '?patient\n<https://example.org/fixture/p7>\n',
    );
    rmSync(file('cq-013-her2-positive-with-mr'));
    writeFileSync(file('cq-999-nothing'), '?x\n');
    const findings = await ask(ontology, copy);
    assert.deepEqual(
      findings.map(({ message }) => message.slice(0, 40)),
      [
        'The answer on the fixture is not the exp',
        'The question has no expected answer. Wor',
        'There is an expected answer, and no ques',
      ],
    );
    assert.match(findings[0]?.message ?? '', /missing: \S*p7>; not expected: \S*p5>/);
    assert.ok(findings.every(({ severity }) => severity === 'violation'));
  });

  it('tell file and line of a query, or of an invented thing, that cannot be read', async () => {
    const broken = async (file: string, text: string): Promise<readonly OntologyFinding[]> => {
      cpSync(queries, copy, { recursive: true });
      appendFileSync(join(copy, file), text);
      return askQueries(new Toolbox({ ...projectFolders(), queries: copy }), ontology, []);
    };
    for (const [file, text] of [
      ['competency/fixture/terms.ttl', '\n:red a .\n'],
      ['competency/cq-012-triple-negative-breast-cancer.rq', '\nLIMIT many\n'],
    ] as const) {
      const [finding, ...others] = await broken(file, text);
      assert.equal(finding?.kind, 'query-syntax');
      assert.equal(finding.place?.file, join(copy, file));
      const line = readFileSync(join(copy, file), 'utf8').trimEnd().split('\n').length;
      assert.equal(finding.place.line, line);
      assert.deepEqual(others, []);
    }
  });

  it('find what a quality query finds, at the line of the term', async () => {
    const findings = await ask(
      await edited('vocabularies/sex.ttl', 'skos:notation "COM1001370"', 'skos:notation "COM1001366"'),
    );
    const found = findings.filter(({ kind }) => kind === 'quality-query');
    assert.deepEqual(
      found.map(({ message }) => /\(([a-z-]+)\)/.exec(message)?.[1]),
      ['notation-of-another-code', 'two-concepts-one-notation'],
    );
    const [place] = found.map((each) => each.place);
    const line = readFileSync(place?.file ?? '', 'utf8').split('\n')[(place?.line ?? 0) - 1];
    assert.match(line ?? '', /COM1001370/);
    assert.match(found[0]?.message ?? '', /concept eucaim:COM1001370, notation "COM1001366"/i);
  });
});
