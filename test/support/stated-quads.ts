import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseCsv } from 'csv-parse/sync';
import { Parser, Store, type Quad } from 'n3';
import { namedNode, quad } from '../../server/rdf/terms.ts';
import { eucaim, owl, rdf, skos } from '../../server/rdf/vocabulary.ts';
import { ontologyFolder, sssomFolder } from './ontology.ts';

/** What the files of the ontology state, by a plain parser and without any of the server's reading. */
export class StatedQuads {
  readonly turtle: Store;
  /** The mapping rows that hold, as statements; of a term only those of concepts belong to the ontology. */
  readonly mappings: Store;

  constructor() {
    const files = readdirSync(ontologyFolder, { recursive: true, encoding: 'utf8' });
    this.turtle = new Store(
      files
        .filter((name) => name.endsWith('.ttl'))
        .flatMap((name) => new Parser().parse(readFileSync(join(ontologyFolder, name), 'utf8'))),
    );
    this.mappings = new Store(
      readdirSync(sssomFolder)
        .filter((name) => name.endsWith('.sssom.tsv'))
        .flatMap((name) => mappingQuads(readFileSync(join(sssomFolder, name), 'utf8'))),
    );
  }

  /** What is said of some terms, and of the blank nodes that this leads to. */
  about(iris: Iterable<string>): readonly Quad[] {
    const found = new Store();
    const nodes: Quad['subject'][] = [...iris].map((iri) => namedNode(iri));
    for (const node of nodes) {
      for (const store of this.#isConcept(node) ? [this.turtle, this.mappings] : [this.turtle]) {
        for (const each of store.getQuads(node, null, null, null)) {
          if (found.addQuad(each) && each.object.termType === 'BlankNode') nodes.push(each.object);
        }
      }
    }
    return found.getQuads(null, null, null, null);
  }

  /** What a vocabulary holds, and every class of EUCAIM. */
  #isConcept(node: Quad['subject']): boolean {
    return (
      this.turtle.countQuads(node, rdf.type, skos.Concept, null) > 0 ||
      (node.value.startsWith(eucaim.namespace) && this.turtle.countQuads(node, rdf.type, owl.Class, null) > 0)
    );
  }

  /** The named subjects of a namespace, the namespace itself excluded. */
  subjects(namespace: string): readonly string[] {
    return this.turtle
      .getSubjects(null, null, null)
      .filter(({ termType, value }) => termType === 'NamedNode' && value !== namespace)
      .map(({ value }) => value)
      .filter((iri) => iri.startsWith(namespace));
  }
}

function mappingQuads(text: string): readonly Quad[] {
  const lines = text.split('\n');
  const prefixes = new Map<string, string>([['skos', 'http://www.w3.org/2004/02/skos/core#']]);
  for (const line of lines.filter((each) => each.startsWith('#'))) {
    const [, prefix, namespace] = /^#\s+"?([\w.-]+)"?: *["']?(https?:[^"'\s]+)/.exec(line) ?? [];
    if (prefix !== undefined && namespace !== undefined) prefixes.set(prefix, namespace);
  }
  const expand = (curie: string): string => {
    const [prefix = '', ...local] = curie.split(':');
    return `${prefixes.get(prefix) ?? `${prefix}:`}${local.join(':')}`;
  };
  const table = lines.filter((each) => !each.startsWith('#')).join('\n');
  const rows: Record<string, string>[] = parseCsv(table, {
    delimiter: '\t',
    columns: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  });
  return rows
    .filter((row) => (row['subject_id'] ?? '') !== '' && row['subject_type'] !== 'rdfs literal')
    .filter((row) => row['predicate_modifier'] !== 'Not' && row['object_id'] !== 'sssom:NoTermFound')
    .map((row) => {
      const [subject, predicate, object] = ['subject_id', 'predicate_id', 'object_id'].map((name) =>
        namedNode(expand(row[name] ?? '')),
      );
      return quad(subject ?? namedNode(''), predicate ?? namedNode(''), object ?? namedNode(''));
    });
}
