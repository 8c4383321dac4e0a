import type { BlankNode, Literal, NamedNode, Quad } from '../../../rdf/terms.ts';
import { blankNode, namedNode, quad } from '../../../rdf/terms.ts';
import * as vocabularies from '../../../rdf/vocabulary.ts';
import type { YamlNode, YamlText } from './yaml-text.ts';
import { rootKeys } from './yarrrml-keys.ts';

/** Prefixes that need no declaration: those of RDFa's initial context that we have, and those of this project. */
const { rdf, rdfs, xsd, owl, skos, dct, dcat, foaf, prov, vcard, eucaim, mer, attr, mfn, grel, idlab } =
  vocabularies;
const known: ReadonlyMap<string, string> = new Map(
  Object.entries({
    rdf,
    rdfs,
    xsd,
    owl,
    skos,
    dct,
    dcterms: dct,
    dcat,
    foaf,
    prov,
    vcard,
    eucaim,
    mer,
    attr,
    mfn,
    grel,
    'idlab-fn': idlab,
  }).map(([prefix, { namespace }]) => [prefix, namespace]),
);

/** Schemes of IRIs that have no `//`. */
const schemes = new Set(['urn', 'mailto', 'data', 'tel', 'info']);

/** A YARRRML document on its way to the statements of RML. */
export class YarrrmlReading {
  readonly yaml: YamlText;
  readonly root: ReadonlyMap<string, YamlNode>;
  readonly quads: Quad[] = [];
  readonly #prefixes: ReadonlyMap<string, string>;
  readonly #base: string;

  constructor(yaml: YamlText) {
    this.yaml = yaml;
    this.root = yaml.fields(yaml.root, 'The mapping', rootKeys);
    const prefixes = this.root.get('prefixes');
    const stated = prefixes === undefined ? [] : yaml.entries(prefixes, '"prefixes"');
    this.#prefixes = new Map([
      ...known,
      ...stated.map(
        ([prefix, namespace]) => [prefix, yaml.text(namespace, `The prefix "${prefix}"`)] as const,
      ),
    ]);
    const base = this.root.get('base');
    this.#base = base === undefined ? vocabularies.map.namespace : yaml.text(base, '"base"');
  }

  /** The IRI of a mapping by its name. */
  mapIri(name: string): NamedNode {
    return namedNode(this.#base + encodeURIComponent(name));
  }

  add(subject: NamedNode | BlankNode, predicate: NamedNode, object: NamedNode | BlankNode | Literal): void {
    this.quads.push(quad(subject, predicate, object));
  }

  /** A node that is said of another. */
  below(subject: NamedNode | BlankNode, predicate: NamedNode): BlankNode {
    const node = blankNode();
    this.add(subject, predicate, node);
    return node;
  }

  /** The beginning of an IRI with its prefix written out. Throws where no prefix is declared. */
  expand(text: string, at: YamlNode): string {
    const [, prefix, local = ''] = /^([A-Za-z][\w.-]*|):(?!\/\/)(.*)$/s.exec(text) ?? [];
    if (prefix === undefined) return text;
    const namespace = this.#prefixes.get(prefix);
    if (namespace !== undefined) return namespace + local;
    if (schemes.has(prefix)) return text;
    throw this.yaml.bad(at, `The prefix "${prefix}" is not declared.`, 'Declare it under "prefixes".');
  }
}
