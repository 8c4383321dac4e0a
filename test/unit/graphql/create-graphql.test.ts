import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createGraphql } from '../../../server/graphql/create-graphql.ts';
import { MeridianError } from '../../../server/errors.ts';
import type { Catalogue } from '../../../server/catalogue/catalogue.ts';
import { sampleCatalogue } from '../../support/sample-catalogue.ts';
import { sampleOntology } from '../../support/sample-ontology.ts';

interface Reply {
  // The shape of data depends on the query; each test checks what it reads.
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: Readonly<Record<string, unknown>>;
  }[];
}

const ontology = sampleOntology();
const node = { id: 'north', title: 'North', release: ontology.release };
const failures: unknown[] = [];
const serve = (catalogue: Catalogue) =>
  createGraphql({ catalogue, ontology, node, onFailure: (failure) => failures.push(failure) });
const graphql = serve(sampleCatalogue(ontology));

async function ask(query: string, variables: Record<string, unknown> = {}, server = graphql): Promise<Reply> {
  const response = await server.fetch('http://localhost/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Reply;
}

describe('GraphQL', () => {
  it('answers datasets with typed attributes, facets and the total', async () => {
    const { data, errors } = await ask(`{
      datasets(first: 2, text: "liver", filters: { modality: { in: ["EUCAIM:IMG1000038"] } }) {
        totalCount
        nodes { id title patients provider { id title } bodyPart { code label } ageAtDiagnosis { low high } }
        facets { attribute kind unknown values { code count selected depth } }
      }
    }`);
    assert.equal(errors, undefined);
    const { totalCount, nodes, facets } = data?.['datasets'] as {
      totalCount: number;
      nodes: unknown[];
      facets: {
        attribute: string;
        kind: string;
        values: { code: string; count: number; selected: boolean }[];
      }[];
    };
    assert.equal(totalCount, 2);
    assert.deepEqual(nodes[0], {
      id: 'north-2',
      title: 'Liver MR with lesion outlines, northern region',
      patients: 1204,
      provider: { id: 'north', title: 'North University Hospital' },
      bodyPart: [{ code: 'EUCAIM:BP1000105', label: 'Liver' }],
      ageAtDiagnosis: { low: 41, high: 88 },
    });
    const modality = facets.find(({ attribute }) => attribute === 'modality');
    assert.equal(modality?.kind, 'HIERARCHY');
    assert.equal(modality.values.find(({ selected }) => selected)?.code, 'EUCAIM:IMG1000038');
  });

  it('gives every dataset once when a client follows the cursors', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { data, errors }: Reply = await ask(
        'query ($after: String) { datasets(first: 4, after: $after) { totalCount nodes { id } pageInfo { endCursor hasNextPage hasPreviousPage } } }',
        { after },
      );
      assert.equal(errors, undefined);
      const page = data?.['datasets'] as {
        totalCount: number;
        nodes: { id: string }[];
        pageInfo: { endCursor: string; hasNextPage: boolean; hasPreviousPage: boolean };
      };
      assert.equal(page.pageInfo.hasPreviousPage, seen.length > 0);
      seen.push(...page.nodes.map(({ id }) => id));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
      if (after === null) assert.equal(seen.length, page.totalCount);
    } while (after !== null);
    assert.equal(new Set(seen).size, 11);
  });

  it('keeps a cursor valid when datasets before it have gone', async () => {
    const whole = sampleCatalogue(ontology);
    let gone = 0;
    const shrinking: Catalogue = {
      ...whole,
      search: (question) => {
        const { items } = whole.search({ ...question, offset: 0, limit: 100 });
        const left = items.slice(gone);
        return { total: left.length, items: left.slice(question.offset, question.offset + question.limit) };
      },
    };
    const server = serve(shrinking);
    const query =
      'query ($after: String) { datasets(first: 3, after: $after) { nodes { id } pageInfo { endCursor } } }';
    const first = (await ask(query, {}, server)).data?.['datasets'] as { pageInfo: { endCursor: string } };
    gone = 2;
    const second = (await ask(query, { after: first.pageInfo.endCursor }, server)).data?.['datasets'] as {
      nodes: { id: string }[];
    };
    assert.equal(second.nodes[0]?.id, 'east-4');
  });

  it('refuses a cursor of another question, with code, type and advice', async () => {
    const { data } = await ask('{ datasets(first: 1) { pageInfo { endCursor } } }');
    const { pageInfo } = data?.['datasets'] as { pageInfo: { endCursor: string } };
    const { errors } = await ask(
      `{ datasets(text: "liver", after: "${pageInfo.endCursor}") { totalCount } }`,
    );
    assert.match(errors?.[0]?.message ?? '', /another question/);
    assert.equal(errors?.[0]?.extensions?.['code'], 'bad-request');
    assert.equal(errors[0].extensions['type'], 'https://w3id.org/meridian/problem#bad-request');
    assert.match(String(errors[0].extensions['advice']), /leave out/);
  });

  it('refuses pages of more than 200 datasets, and filters that say nothing', async () => {
    const tooMany = await ask('{ datasets(first: 201) { totalCount } }');
    assert.match(tooMany.errors?.[0]?.message ?? '', /0 to 200/);
    const empty = await ask('{ facets(filters: { sex: {} }) { label } }');
    assert.match(empty.errors?.[0]?.message ?? '', /sex says nothing/);
    const reversed = await ask('{ facets(filters: { ageAtDiagnosis: { from: 9, to: 3 } }) { label } }');
    assert.match(reversed.errors?.[0]?.message ?? '', /from 9 to 3/);
  });

  it('treats what is not stated as a value', async () => {
    const { data } = await ask(
      '{ datasets(filters: { ageAtDiagnosis: { notStated: true } }) { totalCount nodes { ageAtDiagnosis { low } sex { code } } } }',
    );
    assert.deepEqual(data?.['datasets'], { totalCount: 1, nodes: [{ ageAtDiagnosis: null, sex: [] }] });
  });

  it('explains a concept, in the language asked for', async () => {
    const { data } = await ask(`{
      concept(code: "EUCAIM:BP1000021", language: "de") {
        code iri label english: label(language: "en") labels { language text } definition
        broader { label } narrower { label } exactMatches { code iri } searchEquivalents { code }
      }
      none: concept(code: "EUCAIM:NOTHING") { code }
    }`);
    assert.deepEqual(data?.['concept'], {
      code: 'EUCAIM:BP1000021',
      iri: 'https://cancerimage.eu/ontology/EUCAIM#BP1000021',
      label: 'Prostata',
      english: 'Prostate',
      labels: [
        { language: 'en', text: 'Prostate' },
        { language: 'de', text: 'Prostata' },
      ],
      definition: 'The gland below the bladder of the male.',
      broader: [{ label: 'Pelvis' }],
      narrower: [],
      exactMatches: [{ code: 'SNOMEDCT:41216001', iri: 'http://snomed.info/id/41216001' }],
      searchEquivalents: [],
    });
    assert.equal(data['none'], null);
  });

  it('says which node answers', async () => {
    const { data } = await ask(
      '{ node { id title release totals { datasets patients studies providers } } }',
    );
    assert.deepEqual(data?.['node'], {
      ...node,
      totals: { datasets: 11, patients: 16806, studies: 34572, providers: 3 },
    });
  });

  it('masks failures that were not meant to be read, and tells the operator', async () => {
    const secret = 'secret path';
    const broken: Catalogue = {
      ...sampleCatalogue(ontology),
      totals: () => {
        throw new Error(secret);
      },
      search: () => {
        throw new MeridianError('unknown-concept', 'No concept has the code X.', {
          place: { pointer: '/filters' },
        });
      },
    };
    failures.length = 0;
    const masked = await ask('{ node { totals { datasets } } }', {}, serve(broken));
    assert.doesNotMatch(JSON.stringify(masked), /secret/);
    assert.match(masked.errors?.[0]?.message ?? '', /failed inside/);
    assert.equal(failures.length, 1);
    const known = await ask('{ datasets { totalCount } }', {}, serve(broken));
    assert.equal(known.errors?.[0]?.extensions?.['code'], 'unknown-concept');
    assert.deepEqual(known.errors[0].extensions['place'], { pointer: '/filters' });
  });

  it('refuses queries that are too deep, too repetitive or too long', async () => {
    const deep = `{ concept(code: "EUCAIM:BP1000021") { ${'broader { '.repeat(12)} code ${'} '.repeat(12)} } }`;
    assert.match((await ask(deep)).errors?.[0]?.message ?? '', /depth 14/);
    const aliases = `{ ${Array.from({ length: 31 }, (_, index) => `a${index}: node { id }`).join(' ')} }`;
    assert.match((await ask(aliases)).errors?.[0]?.message ?? '', /aliases 31/);
    const long = `{ node { ${'id '.repeat(6000)} } }`;
    assert.match((await ask(long)).errors?.[0]?.message ?? '', /token/i);
    const spread = Array.from({ length: 12 }, (_, index) =>
      index === 0
        ? 'fragment f0 on ServiceNode { id }'
        : `fragment f${index} on ServiceNode { ...f${index - 1} ...f${index - 1} }`,
    ).join(' ');
    assert.match((await ask(`{ node { ...f11 } } ${spread}`)).errors?.[0]?.message ?? '', /fields 2049/);
  });

  it('bounds what a small query may unfold into', async () => {
    const step = (levels: number): string =>
      levels === 0 ? 'code' : `narrower { code broader { ${step(levels - 1)} } }`;
    const query = `{ concept(code: "EUCAIM:BP1000173") { ${step(5)} } }`;
    const { errors } = await ask(query);
    assert.equal(errors, undefined);
    const wide = `{ ${Array.from({ length: 20 }, (_, index) => `a${index}: concept(code: "EUCAIM:BP1000173") { ${step(5)} }`).join(' ')} }`;
    assert.equal((await ask(wide)).errors?.[0]?.extensions?.['code'], 'too-large');
  });

  it('gives browsers a GraphiQL page that loads nothing from elsewhere', async () => {
    const response = await graphql.fetch('http://localhost/graphql', { headers: { accept: 'text/html' } });
    const page = await response.text();
    assert.equal(response.status, 200);
    assert.match(
      response.headers.get('content-security-policy') ?? '',
      /default-src 'none'.*connect-src 'self'/,
    );
    assert.doesNotMatch(page.slice(0, 2000), /unpkg|jsdelivr|<script[^>]+src=|<link[^>]+href="http/);
  });
});
