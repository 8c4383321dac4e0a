import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Actor } from '../../../../server/access/actor.ts';
import type { ProtectedCount } from '../../../../server/cohort/reply.ts';
import { MeridianError } from '../../../../server/errors.ts';
import { projectFolders } from '../../../../server/folders.ts';
import type { PageNode } from '../../../../server/http/pages/page-node.ts';
import { TermPages } from '../../../../server/http/pages/term-pages.ts';
import type { Call } from '../../../../server/http/route.ts';
import { TermUses } from '../../../../server/ontology/terms/term-uses.ts';
import type { Terms } from '../../../../server/ontology/terms/terms.ts';
import { loadMappingSets } from '../../../../server/rdf/sssom.ts';
import { sampleCatalogue } from '../../../support/sample-catalogue.ts';
import { sampleOntology } from '../../../support/sample-ontology.ts';
import { termOntology } from '../../../support/term-ontology.ts';

const anyone: Actor = { id: 'anonymous', role: 'anonymous' };
const researcher: Actor = { id: 'r', role: 'researcher' };
let terms: Terms;
let uses: TermUses;

before(async () => {
  terms = await termOntology();
  const folders = projectFolders();
  uses = new TermUses({
    folders,
    prefixes: terms.ontology.prefixes,
    mappingSets: loadMappingSets(folders.sssom),
  });
});

function pagesOf(role: PageNode['role'], countPatients: () => ProtectedCount | undefined): TermPages {
  const node = { id: 'n', title: 'N', role, base: 'https://n.example.org', release: '2026.1' };
  return new TermPages({
    node,
    terms,
    uses,
    catalogue: sampleCatalogue(sampleOntology()),
    mappingRows: 7,
    countPatients,
  });
}

function callBy(actor: Actor, address = '/'): Call {
  return {
    id: 'x',
    method: 'GET',
    actor,
    params: {},
    url: new URL(address, 'https://n.example.org'),
    headers: {},
    body: new Uint8Array(),
    mediaType: '',
    accepts: ([first]) => first,
  };
}

const count = (): ProtectedCount => ({ low: 1000, high: 1530, suppressed: false });

function page(
  code: string,
  actor = anyone,
  options: { role?: PageNode['role']; count?: typeof count; at?: string } = {},
): string {
  const found = terms.find(code);
  assert.ok(found !== undefined, code);
  return pagesOf(options.role ?? 'node', options.count ?? count).term(callBy(actor, options.at), found);
}

describe('the page of a concept', () => {
  it('shows labels, place, restrictions, codes, use and source', () => {
    const markup = page('EUCAIM:CLIN1000075');
    assert.match(markup, /<h1\s*>Malignant neoplasm of prostate<\/h1>/);
    assert.match(markup, /href="\/concepts\/EUCAIM:CLIN1000092"/);
    assert.match(markup, /href="\/concepts\/EUCAIM:CLIN1000179"/);
    assert.match(markup, />Finding site<\/a/);
    assert.match(markup, />Prostate<\/a/);
    assert.match(markup, /<code>SNOMEDCT:399068003<\/code>/);
    assert.match(markup, /= ?<\/span> same meaning/);
    assert.match(markup, /queries\/cohort\/prostate-mr\.json/);
    assert.match(markup, /omop-condition-eucaim/);
    assert.match(markup, /EUCAIM hyper-ontology V2\.0/);
    assert.match(markup, /CC BY 4\.0/);
    assert.match(markup, /href="\/catalog\?cancerType=EUCAIM:CLIN1000075"/);
    assert.doesNotMatch(markup, /undefined|\bnull\b|NaN|\/work\/|file:/);
  });

  it('tells search equivalents apart from the same meaning', () => {
    const markup = page('EUCAIM:IMG1000026');
    assert.match(markup, /Searched as one with/);
    assert.match(markup, /EUCAIM:IMG1000042/);
    assert.match(markup, /not the same meaning/);
  });

  it('names it in the reader’s language, and marks what nobody reviewed', () => {
    const markup = page('EUCAIM:BP1000021', anyone, { at: '/?lang=de' });
    assert.match(markup, /<h1\s*>Prostata<\/h1>/);
    assert.match(markup, /Platz im Baum/);
    assert.match(markup, /href="\/concepts\/eucaim:hasFindingSite\?lang=de"/);
    const term = terms.list({ kind: 'concept' }).find(({ unreviewed }) => unreviewed.size > 0);
    if (term !== undefined) assert.match(page(term.curie), /class="unreviewed">not reviewed</);
  });

  it('says which code was asked for', () => {
    assert.match(page('SNOMEDCT:399068003'), /<code>SNOMEDCT:399068003<\/code> means the same/);
    assert.match(page('SNOMEDCT:248153007'), /<code>SNOMEDCT:248153007<\/code> does not mean quite the same/);
    const retired = page('EUCAIM:CLIN1999901');
    assert.match(retired, /<code>EUCAIM:CLIN1999901<\/code> is retired\. This is what replaces it/);
    assert.match(retired, /Left out since 2\.0 &amp; &lt;b&gt;gone&lt;\/b&gt;/);
    assert.match(page('EUCAIM:CLIN1999902'), /This term is retired\.\s*Nothing replaces it/);
  });

  it('shows text as text', () => {
    const markup = page('EUCAIM:CLIN1999903');
    assert.doesNotMatch(markup, /<script>alert|<img src=x/);
    assert.match(markup, /<h1\s*>&lt;script&gt;alert\(1\)&lt;\/script&gt;<\/h1>/);
    const hostile = '"><script>alert(3)</script>';
    const unknown = pagesOf('node', count).unknown(callBy(anyone), hostile + 'x'.repeat(5000), []);
    assert.doesNotMatch(unknown, /<script>alert/);
    assert.ok(unknown.length < 20_000);
    const search = pagesOf('node', count).ontology(
      callBy(anyone, `/ontology?q=${encodeURIComponent(hostile)}`),
    );
    assert.doesNotMatch(search, /<script>alert/);
  });
});

describe('the number of patients', () => {
  it('stands on no page, whoever asks: the page leads to the address that tells it', () => {
    for (const actor of [anyone, researcher, { id: 'e', role: 'editor' }] as const) {
      let asked = 0;
      const markup = page('EUCAIM:CLIN1000075', actor, {
        count: () => {
          asked += 1;
          return count();
        },
      });
      assert.equal(asked, 0, 'nothing is counted for a page');
      assert.doesNotMatch(markup, /1,000|1,530/);
      assert.match(markup, /<a\s+href="\/concepts\/EUCAIM:CLIN1000075\/patients"\s*>Protected<\/a/);
    }
  });

  it('is told there, through the gate', () => {
    const term = terms.find('EUCAIM:CLIN1000075')?.term;
    assert.ok(term !== undefined);
    assert.deepEqual(pagesOf('node', count).patients(term), {
      state: 'counted',
      low: 1000,
      high: 1530,
      suppressed: false,
    });
    assert.deepEqual(pagesOf('hub', count).patients(term), { state: 'at-nodes' });
  });

  it('is told of no term that records do not have', () => {
    for (const code of ['eucaim:hasBirthSex', 'scheme:sex', 'EUCAIM:CLIN1999902']) {
      const term = terms.find(code)?.term;
      assert.ok(term !== undefined, code);
      assert.throws(() => pagesOf('node', count).patients(term), { code: 'not-found' });
    }
  });

  it('is counted at the nodes of a hub', () => {
    const markup = page('EUCAIM:CLIN1000075', researcher, { role: 'hub' });
    assert.match(markup, /the nodes count/);
    assert.doesNotMatch(markup, /1,530/);
  });

  it('is not told where the question is refused, and why', () => {
    const term = terms.find('EUCAIM:CLIN1000075')?.term;
    assert.ok(term !== undefined);
    const refuse = (): never => {
      throw new MeridianError('forbidden', 'Too close to an earlier question.');
    };
    assert.throws(() => pagesOf('node', refuse).patients(term), /Too close to an earlier question/);
  });
});

describe('the page of', () => {
  it('a property tells where it stands, what it takes, and which fields lead to it', () => {
    const markup = page('eucaim:hasBirthSex');
    assert.match(markup, /Stands on/);
    assert.match(markup, /Sex assigned at birth/);
    assert.match(markup, /href="\/concepts\/attr:sex"/);
    assert.match(markup, /person\.gender_concept_id/);
    assert.match(markup, /dicom:00100040|PatientSex/);
    assert.match(markup, /shapes\/patient\.ttl/);
  });

  it('an attribute leads to its vocabulary and its properties', () => {
    const markup = page('attr:modality');
    assert.match(markup, /href="\/concepts\/scheme:modality"/);
    assert.match(markup, /href="\/concepts\/eucaim:hasImageModality"/);
    assert.match(page('attr:ageAtDiagnosis'), /href="\/concepts\/healthdcatap:minTypicalAge"/);
  });

  it('a vocabulary lists its roots with counts', () => {
    const markup = page('scheme:sex');
    assert.match(markup, /2 \/\s+2 concepts/);
    assert.match(markup, /href="\/concepts\/EUCAIM:COM1001366"/);
  });

  it('a long list is folded, and says how much it leaves out', () => {
    const [scheme] = terms
      .list({ kind: 'scheme' })
      .filter(
        ({ iri }) => terms.ontology.conceptsOf(iri).filter(({ broader }) => broader.length === 0).length > 30,
      );
    assert.ok(scheme !== undefined);
    assert.match(page(scheme.curie), /<summary>Show all/);
  });
});

describe('the entrance', () => {
  const search = (text: string, language = 'en'): string =>
    pagesOf('node', count).ontology(
      callBy(anyone, `/ontology?lang=${language}&q=${encodeURIComponent(text)}`),
    );

  it('has release, counts, vocabularies, modules and downloads', () => {
    const markup = search('');
    assert.match(markup, /Release 2026\.1/);
    assert.match(markup, new RegExp(terms.ontology.hash));
    assert.match(markup, /href="\/concepts\/scheme:cancerType"/);
    assert.match(markup, /href="\/ontology\?format=rdfxml"/);
    assert.match(markup, /EUCAIM classes: clinical/);
    assert.match(markup, /role="search" action="\/ontology"/);
    assert.doesNotMatch(markup, /Terms found/);
  });

  for (const [text, code] of [
    ['prostat canser', 'EUCAIM:CLIN1000075'],
    ['Leber', 'EUCAIM:BP1000105'],
    ['SNOMEDCT:399068003', 'EUCAIM:CLIN1000075'],
    ['hasBirthSex', 'eucaim:hasBirthSex'],
    ['eucaim:hasBirthSex', 'eucaim:hasBirthSex'],
    ['scheme:modality', 'scheme:modality'],
  ] as const) {
    it(`finds ${code} for "${text}"`, () => {
      assert.ok(search(text).includes(`<code>${code}</code>`));
    });
  }

  it('says what to do where nothing is found, in the reader’s language', () => {
    assert.match(search('qqqqzzzz'), /No term is like <q>qqqqzzzz<\/q>/);
    assert.match(search('qqqqzzzz', 'de'), /Kein Begriff gleicht <q>qqqqzzzz/);
  });
});

describe('the document of a namespace', () => {
  it('has every term where its IRI points', () => {
    const namespace = terms.ontology.prefixes.get('mer') ?? '';
    const markup = pagesOf('node', count).namespace(callBy(anyone), '/ns', namespace);
    for (const { iri } of terms.list({ namespace })) {
      assert.ok(markup.includes(`id="${iri.slice(namespace.length)}"`), iri);
    }
  });
});
