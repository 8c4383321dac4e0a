import { setTimeout } from 'node:timers/promises';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CatalogueIndex } from '../../../server/catalogue/catalogue-index.ts';
import type { CatalogueImpact } from '../../../server/catalogue/catalogue-impact.ts';
import { Random } from '../../../server/cli/demo/random.ts';
import type { EditAnswer, EditQuestion } from '../../../server/impact-message.ts';
import { ImpactThread } from '../../../server/impact-thread.ts';
import type { EditedFile } from '../../../server/ontology/edited-file.ts';
import { loadOntology } from '../../../server/ontology/load-ontology.ts';
import { readOntologyTexts } from '../../../server/ontology/ontology-texts.ts';
import { movesOf } from '../../../server/ontology-impact.ts';
import { readingsToBytes } from '../../../server/publish/readings-bytes.ts';
import { namedNode, quad } from '../../../server/rdf/terms.ts';
import { eucaim } from '../../../server/rdf/vocabulary.ts';
import { ontologyFolder, sssomFolder } from '../../support/ontology.ts';
import { manyDatasets } from '../search/many-datasets.ts';
import { seed, type Bench } from '../support/bench.ts';
import { spreadOf, writeSpread } from '../support/spread.ts';

const submissions = 20;
const datasetsOfEach = 5000;
const rounds = 5;
const prostate = `${eucaim.namespace}BP1000021`;

/** An edit tried on many datasets: a mapping row that a third of them was read with, and a parent taken away. */
export async function measureImpact(bench: Bench): Promise<void> {
  const ontology = await loadOntology({ ontologyFolder, sssomFolder });
  const catalogue = new CatalogueIndex({ ontology, providers: [] });
  const readings = new Map<string, Uint8Array>();
  const random = new Random(seed);
  for (let part = 0; part < submissions; part++) {
    const provider = `q${part}`;
    const { quads } = manyDatasets(datasetsOfEach, ontology, random);
    const own = quads.filter(({ object }) => object.value !== prostate);
    const marked = [...new Set(quads.map(({ subject }) => subject.value))].filter((_, at) => at % 3 === 0);
    const more = marked.map((iri) => quad(namedNode(iri), eucaim.hasImageBodyPart, namedNode(prostate)));
    // Every part has the same local names: each is a provider of its own.
    const renamed = [...own, ...more].map(({ subject, predicate, object }) =>
      quad(namedNode(inPart(subject.value, provider)), predicate, object),
    );
    catalogue.replace(provider, 'main', renamed);
    readings.set(`${provider}/main`, bytesOf(marked.map((iri) => inPart(iri, provider))));
  }
  const values = catalogue.values();
  const question = (files: readonly EditedFile[]): EditQuestion => ({
    files,
    // Each is handed to the thread.
    readings: new Map([...readings].map(([name, bytes]) => [name, bytes.slice()])),
    values,
    recordValues: new Set(),
    definitions: new Map(),
  });
  const thread = new ImpactThread({
    folders: { ontology: ontologyFolder, sssom: sssomFolder },
    texts: readOntologyTexts(ontologyFolder, sssomFolder),
    deadline: 60_000,
  });
  thread.warm();
  await setTimeout(3000);
  try {
    for (const [label, files] of [
      ['a mapping row of a third of them', [editedRow()]],
      ['a parent taken away', [editedParent()]],
    ] as const) {
      const times = { whole: [] as number[], here: [] as number[] };
      let impact: CatalogueImpact | undefined;
      for (let round = 0; round <= rounds; round++) {
        const start = performance.now();
        const answer = await thread.ask(() => question(files));
        const answered = performance.now();
        impact = impactOf(answer, catalogue);
        // The first finds the thread as a node that was just warmed has it.
        if (round === 0) {
          const whole = Math.round(performance.now() - start);
          const asked = Math.round(answered - start);
          bench.note(`impact, ${label}, first: ${whole} ms, of it ${asked} ms until the thread answers`);
          continue;
        }
        times.whole.push(performance.now() - start);
        times.here.push(performance.now() - answered);
      }
      const facets = impact?.facets.length ?? 0;
      const write = (all: readonly number[]): string => writeSpread(spreadOf(all));
      bench.note(
        `impact, ${label}, on ${(submissions * datasetsOfEach).toLocaleString('en')} datasets: ${write(times.whole)} ms with ` +
          `loading and checking the edited ontology, ${write(times.here)} ms of it in the node's own thread; ${facets} facets and ` +
          `${(impact?.datasets.total ?? 0).toLocaleString('en')} datasets change`,
      );
    }
  } finally {
    await thread.close();
  }
}

function inPart(iri: string, provider: string): string {
  return iri.replace(/\/id\/(\w+)\//, `/id/${provider}-$1/`);
}

function bytesOf(things: readonly string[]): Uint8Array {
  const all = Int32Array.from(things.keys());
  return readingsToBytes([
    {
      things,
      readings: [
        {
          attribute: 'bodyPart',
          sets: ['dicom-bodypart-eucaim'],
          words: ['PROSTATE'],
          states: all,
          flags: all,
          makes: new Int32Array(),
          unplaced: 0,
        },
      ],
    },
  ]);
}

function impactOf(answer: EditAnswer, catalogue: CatalogueIndex): CatalogueImpact {
  if (answer.outcome === 'refused') assert.fail(JSON.stringify(answer.findings));
  const { renamed, plans } = answer;
  return catalogue.impact({ renamed, plans, moves: movesOf(answer) });
}

function editedRow(): EditedFile {
  return edited('mappings/sssom/dicom-bodypart-eucaim.sssom.tsv', sssomFolder, (text) =>
    text.replace(/^(PROSTATE\t.*)EUCAIM:BP1000021\tProstate/m, '$1EUCAIM:BP1000092\tPelvis'),
  );
}

function editedParent(): EditedFile {
  return edited('ontology/vocabularies/bodyPart.ttl', join(ontologyFolder, 'vocabularies'), (text) =>
    text.replace('eucaim:BP1000086 , eucaim:BP1000251 .', 'eucaim:BP1000251 .'),
  );
}

function edited(path: string, folder: string, edit: (text: string) => string): EditedFile {
  const text = readFileSync(join(folder, path.slice(path.lastIndexOf('/') + 1)), 'utf8');
  const changed = edit(text);
  assert.notEqual(changed, text, `nothing to edit in ${path}`);
  return { path, text: changed };
}
