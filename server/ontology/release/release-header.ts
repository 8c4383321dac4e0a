import { MeridianError } from '../../errors.ts';
import { QuadGraph } from '../../rdf/quad-graph.ts';
import type { NamedNode, Quad } from '../../rdf/terms.ts';
import { isLiteral, isNamedNode, namedNode } from '../../rdf/terms.ts';
import { dct, owl } from '../../rdf/vocabulary.ts';

/** What the header of the ontology says of its release. */
export interface ReleaseHeader {
  readonly ontology: NamedNode;
  /** `owl:versionInfo`: `2026.1`. */
  readonly release: string;
  /** `owl:versionIRI`: the address of this release, for good. */
  readonly versionIri: string;
  /** `dct:issued`, a day. */
  readonly issued: string;
}

/**
 * Reads the header that has a version. Throws `bad-ontology` where the release, its address or its day is missing, or
 * where release and address do not go together: two releases under one address could never be told apart.
 */
export function readReleaseHeader(quads: readonly Quad[], file: string): ReleaseHeader {
  const graph = new QuadGraph(quads);
  const [iri, ...others] = graph
    .instancesOf(owl.Ontology)
    .filter((key) => graph.objects(key, owl.versionInfo).length > 0);
  if (iri === undefined || others.length > 0)
    fail('Exactly one ontology header needs an owl:versionInfo.', file);
  const [release] = graph.objects(iri, owl.versionInfo);
  const [versionIri] = graph.objects(iri, owl.versionIRI);
  const [issued] = graph.objects(iri, dct.issued);
  if (release === undefined || !/^[0-9]{4}\.[0-9]+(?:\.[0-9]+)?$/.test(release.value)) {
    fail(`The release "${release?.value ?? ''}" is no year and number, like 2026.1.`, file);
  }
  if (!isNamedNode(versionIri) || versionIri.value !== `${iri}/${release.value}`) {
    fail(`The header needs owl:versionIRI <${iri}/${release.value}>.`, file);
  }
  if (!isLiteral(issued) || !/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(issued.value)) {
    fail('The header needs dct:issued with the day of the release, like "2026-01-31"^^xsd:date.', file);
  }
  return {
    ontology: namedNode(iri),
    release: release.value,
    versionIri: versionIri.value,
    issued: issued.value,
  };
}

function fail(message: string, file: string): never {
  throw new MeridianError('bad-ontology', message, { place: { file } });
}
