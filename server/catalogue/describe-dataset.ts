import { fromNTriples } from '../rdf/n-triples.ts';
import { isNamedNode, type Quad } from '../rdf/terms.ts';
import { dcat, rdf } from '../rdf/vocabulary.ts';

/** How far the description reaches: the dataset, its distributions, their policies, and the rules of those. */
const reach = 4;

/**
 * Everything that graphs say about a dataset and about what it names: distributions, contact points, publisher,
 * policies. Read from the triples as they were accepted, so that numbers and dates keep their form. Other datasets are
 * named, not described.
 */
export function describeDataset(graphs: readonly Uint8Array[], dataset: string): Quad[] {
  const lines = graphs.map(linesBySubject);
  const described = new Set<string>();
  const quads: Quad[] = [];
  let open = [dataset];
  for (let step = 0; step < reach && open.length > 0; step++) {
    const found = open.flatMap((subject) => {
      described.add(subject);
      return lines.flatMap((table) => table.get(subject) ?? []);
    });
    const statements = fromNTriples(new TextEncoder().encode([...new Set(found)].join('\n')));
    const others = new Set(statements.filter(isOtherDataset(dataset)).map(({ subject }) => subject.value));
    const kept = statements.filter(({ subject }) => !others.has(subject.value));
    quads.push(...kept);
    open = [...new Set(kept.flatMap(({ object }) => (isNamedNode(object) ? [object.value] : [])))].filter(
      (iri) => !described.has(iri),
    );
  }
  return quads;
}

function isOtherDataset(dataset: string): (statement: Quad) => boolean {
  return ({ subject, predicate, object }) =>
    subject.value !== dataset && predicate.equals(rdf.type) && object.equals(dcat.Dataset);
}

/** The lines of N-Triples by the IRI of their subject; a line is only parsed when it is wanted. */
function linesBySubject(triples: Uint8Array): ReadonlyMap<string, readonly string[]> {
  const table = new Map<string, string[]>();
  for (const line of new TextDecoder().decode(triples).split('\n')) {
    const end = line.indexOf('>');
    if (!line.startsWith('<') || end < 0) continue;
    const subject = line.slice(1, end);
    const known = table.get(subject);
    if (known === undefined) table.set(subject, [line]);
    else known.push(line);
  }
  return table;
}
