import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { serializeRdf } from '../../rdf/serialize-rdf.ts';
import type { PrefixTable } from '../../rdf/prefixes.ts';
import { toCurie } from '../../rdf/prefixes.ts';
import { isDeprecated } from '../is-deprecated.ts';
import type { Quad } from '../../rdf/terms.ts';
import { owl, rdf, rdfs, skos } from '../../rdf/vocabulary.ts';
import type { TurtleOntology } from '../turtle-ontology.ts';
import { compareText } from './canonical-order.ts';
import { withoutPaths, type SnapshotDifference } from './diff/compare-snapshots.ts';
import { differenceFormats } from './diff/describe-difference.ts';
import { GraphTree } from './graph-tree.ts';
import { loadWithoutImports } from './load-without-imports.ts';
import { orderedStatements } from './ordered-statements.ts';
import { projectOwl } from './owl/project-owl.ts';
import { readReleaseHeader, type ReleaseHeader } from './release-header.ts';
import { writeTurtle } from './write-turtle.ts';

/** A release as it is written: the names and texts of its files. */
export interface Release {
  readonly header: ReleaseHeader;
  readonly hash: string;
  readonly quads: readonly Quad[];
  readonly files: ReadonlyMap<string, string>;
}

export interface ReleaseOptions {
  readonly ontologyFolder: string;
  readonly sssomFolder: string;
  /** The ontology of these folders without imports, where it is loaded already. */
  readonly loaded?: TurtleOntology;
  /** What changed since the release before; undefined for a first release. */
  readonly changes?: SnapshotDifference;
}

/**
 * Makes the files of a release out of the ontology and its mapping sets, without what a node imported. Equal input gives
 * equal bytes on every machine: nothing in them comes from the clock, the language, the order of a folder or its place.
 * Throws
 * `bad-ontology` where the header lacks what a release needs.
 */
export async function buildRelease({
  ontologyFolder,
  sssomFolder,
  loaded,
  changes,
}: ReleaseOptions): Promise<Release> {
  const ontology = loaded ?? (await loadWithoutImports({ ontologyFolder, sssomFolder }));
  const header = readReleaseHeader(ontology.quads, join(ontologyFolder, 'core.ttl'));
  const prefixes = sortedPrefixes(ontology.prefixes);
  const tree = await GraphTree.create(ontology.quads);
  const quads = orderedStatements(tree);
  const { quads: projected, leftOut } = projectOwl(quads);
  const owlQuads = orderedStatements(await GraphTree.create(projected));
  const name = `meridian-ontology-${header.release}`;
  const heading = [
    `Meridian hyper-ontology, release ${header.release} (${header.issued}), all parts in one file.`,
  ];
  const files = new Map<string, string>([
    [`${name}.ttl`, writeTurtle(tree, prefixes, heading)],
    [`${name}.jsonld`, await serializeRdf(quads, 'application/ld+json', prefixes)],
    [`${name}.rdf`, await serializeRdf(quads, 'application/rdf+xml', prefixes)],
    [`${name}.owl`, await serializeRdf(owlQuads, 'application/rdf+xml', prefixes)],
    [
      'CHANGES.md',
      changes === undefined ? firstRelease(header) : differenceFormats.markdown(withoutPaths(changes)),
    ],
  ]);
  const manifest = {
    release: header.release,
    versionIri: header.versionIri,
    issued: header.issued,
    hash: ontology.hash,
    counts: countsOf(quads),
    owl: {
      statements: owlQuads.length,
      leftOut: Object.fromEntries(
        [...leftOut]
          .map(([iri, count]) => [toCurie(prefixes, iri), count] as const)
          .sort(([a], [b]) => compareText(a, b)),
      ),
    },
    files: [...files].map(([file, text]) => ({ file, bytes: Buffer.byteLength(text), sha256: sha256(text) })),
  };
  files.set('manifest.json', `${JSON.stringify(manifest, null, 2)}\n`);
  return { header, hash: ontology.hash, quads, files };
}

function countsOf(quads: readonly Quad[]): Readonly<Record<string, number>> {
  const distinct = (select: (quad: Quad) => boolean): number =>
    new Set(quads.filter(select).map(({ subject }) => `${subject.termType} ${subject.value}`)).size;
  const typed = (type: Quad['object']): number =>
    distinct(
      ({ subject, predicate, object }) =>
        subject.termType === 'NamedNode' && predicate.equals(rdf.type) && object.equals(type),
    );
  return {
    statements: quads.length,
    classes: typed(owl.Class),
    objectProperties: typed(owl.ObjectProperty),
    datatypeProperties: typed(owl.DatatypeProperty),
    annotationProperties: typed(owl.AnnotationProperty),
    concepts: typed(skos.Concept),
    schemes: typed(skos.ConceptScheme),
    deprecated: distinct(
      ({ predicate, object }) => predicate.equals(owl.deprecated) && isDeprecated([object]),
    ),
    restrictions: quads.filter(
      ({ predicate, object }) => predicate.equals(rdf.type) && object.equals(owl.Restriction),
    ).length,
    superclasses: quads.filter(
      ({ predicate, object }) => predicate.equals(rdfs.subClassOf) && object.termType === 'NamedNode',
    ).length,
    exactMatches: quads.filter(({ predicate }) => predicate.equals(skos.exactMatch)).length,
    closeMatches: quads.filter(({ predicate }) => predicate.equals(skos.closeMatch)).length,
  };
}

function firstRelease({ release, issued }: ReleaseHeader): string {
  return `# Changes\n\n${release} (${issued}): no earlier release was named to compare with.\n`;
}

function sortedPrefixes(prefixes: PrefixTable): PrefixTable {
  // The lower-case one of two for a namespace (eucaim, EUCAIM) comes first, and is used.
  return new Map(
    [...prefixes].sort(([a], [b]) => compareText(a.toLowerCase(), b.toLowerCase()) || compareText(b, a)),
  );
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
