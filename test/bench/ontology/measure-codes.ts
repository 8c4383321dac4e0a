import { Store } from 'oxigraph';
import { Random } from '../../../server/cli/demo/random.ts';
import type { TurtleOntology } from '../../../server/ontology/turtle-ontology.ts';
import { toNTriples } from '../../../server/rdf/n-triples.ts';
import type { Term } from '../../../server/rdf/terms.ts';
import { skos } from '../../../server/rdf/vocabulary.ts';
import { repositoryOntology } from '../../support/ontology.ts';
import { seed, type Bench } from '../support/bench.ts';
import { writeNumber } from '../support/spread.ts';

/** Codes that both sides are asked for. */
const some = 500;

/** Codes of other systems in the styles of the wild, each a text of its own, as a source has them. */
export async function measureCodes(bench: Bench): Promise<void> {
  const ontology = await repositoryOntology();
  const codes = foreignCodes(ontology);
  const written = codes.map(({ iri }, at) => write(iri, at, ontology));
  const random = new Random(seed);
  const asked = Array.from({ length: some }, () => random.int(0, codes.length - 1));
  bench.input(
    `${ontology.quads.length.toLocaleString('en')} statements, ${codes.length.toLocaleString('en')} codes of other systems`,
  );

  const store = new Store();
  store.load(toNTriples(ontology.quads), { format: 'application/n-triples' });
  await bench.compare(`what ${some} codes mean`, {
    ours: () => asked.map((at) => meaning(ontology, written[at] ?? '')),
    peer: () => asked.map((at) => holder(store, codes[at]?.iri ?? '')),
  });

  const texts = written.flatMap((text, at) => [text, codes[at]?.iri ?? '', codes[at]?.concept ?? '']);
  const rates = Array.from({ length: 7 }, () => {
    const fresh = texts.map((text) => Buffer.from(text).toString());
    const start = performance.now();
    let found = 0;
    for (const text of fresh) if (ontology.resolve(text).state === 'found') found++;
    if (found < fresh.length) throw new RangeError(`${fresh.length - found} codes are not known`);
    return fresh.length / (performance.now() - start);
  }).sort((a, b) => a - b);
  bench.note(
    `codes: ${texts.length.toLocaleString('en')} texts, ours ${writeNumber((rates[3] ?? 0) / 1000)} million a second (median of 7)`,
  );
}

function foreignCodes(
  ontology: TurtleOntology,
): readonly { readonly iri: string; readonly concept: string }[] {
  const codes: { iri: string; concept: string }[] = [];
  for (const concept of ontology.concepts) {
    for (const iri of concept.exactMatches) {
      if (ontology.concept(iri) === concept && write(iri, 0, ontology) !== iri)
        codes.push({ iri, concept: concept.curie });
    }
  }
  return codes;
}

/** One style after the other: `SNOMEDCT:77477000`, `SNOMEDCT77477000`, `snomedct:77477000`, `SCT:77477000`. */
function write(iri: string, at: number, ontology: TurtleOntology): string {
  const system = ontology.codeSystems.find(({ namespace }) => iri.startsWith(namespace));
  if (system === undefined) return iri;
  const local = iri.slice(system.namespace.length);
  const heads = [
    `${system.prefix}:`,
    system.prefix,
    `${system.prefix.toLowerCase()}:`,
    ...system.alsoWritten,
  ];
  const text = `${heads[at % heads.length] ?? ''}${local}`;
  // A code that begins with a small letter needs a colon before it.
  return ontology.resolve(text).state === 'found' ? text : `${system.prefix}:${local}`;
}

function meaning(ontology: TurtleOntology, code: string): string | undefined {
  const resolution = ontology.resolve(code);
  return resolution.state === 'found' ? resolution.concept.iri.value : undefined;
}

/** The peer is given the IRI, and need not know how else codes are written. */
function holder(store: Store, iri: string): string | undefined {
  const rows = store.query(
    `SELECT ?concept { ?concept <${skos.exactMatch.value}> <${iri}> }`,
  ) as readonly ReadonlyMap<string, Term>[];
  return rows[0]?.get('concept')?.value;
}
