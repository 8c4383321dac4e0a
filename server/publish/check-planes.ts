import type { MeridianError } from '../errors.ts';
import { isBlankNode, isNamedNode } from '../rdf/terms.ts';
import type { Quad } from '../rdf/terms.ts';
import type { PlaceFinder } from '../validate/validator.ts';
import type { CatalogueRules } from './catalogue-rules.ts';
import { checkCataloguePlane } from './check-catalogue-plane.ts';
import { FailureTally } from './failure-tally.ts';
import type { PrepareRequest } from './prepare.ts';
import { providerNamespace } from './submission-graphs.ts';

interface Planes {
  readonly catalogue: readonly Quad[];
  readonly record: readonly Quad[];
}

/**
 * What no profile can allow: blank nodes (they cannot be told apart once stored), records on the public plane,
 * statements about what is not the provider's, and a claim to publish under another provider's name.
 */
export function checkPlanes(
  planes: Planes,
  request: Pick<PrepareRequest, 'base' | 'provider'>,
  rules: CatalogueRules,
  places: PlaceFinder,
): MeridianError[] {
  const tally = new FailureTally(places);
  for (const plane of [planes.catalogue, planes.record]) checkBlankNodes(plane, tally);
  checkCataloguePlane(planes.catalogue, request, rules, tally);
  checkRecordPlane(planes.record, providerNamespace(request.base, request.provider.id), tally);
  return tally.list();
}

function checkBlankNodes(plane: readonly Quad[], tally: FailureTally): void {
  for (const quad of plane) {
    for (const node of [quad.subject, quad.object]) {
      if (!isBlankNode(node)) continue;
      const message = `The lifted statements hold a blank node, _:${node.value}.`;
      tally.add({ kind: 'blank', node, message, advice: 'Give it an IRI in the mapping.' });
    }
  }
}

function checkRecordPlane(record: readonly Quad[], own: string, tally: FailureTally): void {
  for (const { subject } of record) {
    if (!isNamedNode(subject) || subject.value.startsWith(own)) continue;
    tally.add({
      kind: 'outside',
      node: subject,
      message: `The record plane says something about <${subject.value}>, which is not of this provider.`,
      advice: `Patients, conditions, studies and series stand under ${own}; use templates without a host.`,
    });
  }
}
