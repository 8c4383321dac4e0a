import { MeridianError } from '../errors.ts';
import { isBlankNode, isNamedNode } from '../rdf/terms.ts';
import type { Quad, Term } from '../rdf/terms.ts';
import { mer } from '../rdf/vocabulary.ts';
import type { PlaceFinder } from '../validate/validator.ts';
import type { PrepareRequest } from './prepare.ts';
import { providerIri, providerNamespace } from './submission-graphs.ts';

interface Planes {
  readonly catalogue: readonly Quad[];
  readonly record: readonly Quad[];
}

/** More of one kind are summed up: a mapping that is wrong is wrong a hundred thousand times. */
const mostOfAKind = 5;

/**
 * What no profile can allow: blank nodes (they cannot be told apart once stored), statements about things of other
 * providers, and a claim to publish under another provider's name.
 */
export function checkPlanes(planes: Planes, request: PrepareRequest, places: PlaceFinder): MeridianError[] {
  const { base, provider } = request;
  const own = providerNamespace(base, provider.id);
  const self = providerIri(base, provider.id);
  const minted = `${base}/id/`;
  const kinds = new Map<string, { failures: MeridianError[]; nodes: Set<string> }>();
  const fail = (kind: string, node: Term, message: string, advice: string, predicate?: string): void => {
    let found = kinds.get(kind);
    if (found === undefined) kinds.set(kind, (found = { failures: [], nodes: new Set() }));
    const name = isBlankNode(node) ? `_:${node.value}` : node.value;
    if (found.nodes.has(name)) return;
    found.nodes.add(name);
    if (found.failures.length >= mostOfAKind) return;
    const place = places(name, predicate);
    const options = { advice, ...(place === undefined ? {} : { place }) };
    found.failures.push(new MeridianError('not-conformant', message, options));
  };

  for (const quad of [...planes.catalogue, ...planes.record]) {
    for (const node of [quad.subject, quad.object]) {
      if (!isBlankNode(node)) continue;
      fail(
        'blank',
        node,
        `The lifted statements hold a blank node, _:${node.value}.`,
        'Give it an IRI in the mapping.',
      );
    }
  }
  for (const { subject, predicate, object } of planes.catalogue) {
    const { value } = subject;
    if (value.startsWith(minted) && !value.startsWith(own) && value !== self.value) {
      fail(
        'foreign',
        subject,
        `<${value}> stands in the namespace of another provider.`,
        `Describe only things of your own: ${own}…`,
      );
    }
    if (predicate.equals(mer.provider) && !object.equals(self)) {
      fail(
        'claim',
        subject,
        `<${value}> names ${object.value} as its provider.`,
        'Leave mer:provider out: it is stated for you.',
        predicate.value,
      );
    }
  }
  for (const { subject } of planes.record) {
    if (isNamedNode(subject) && !subject.value.startsWith(own)) {
      fail(
        'record',
        subject,
        `The record plane says something about <${subject.value}>, which is not of this provider.`,
        `Patients, conditions, studies and series stand under ${own}; use templates without a host.`,
      );
    }
  }
  return [...kinds.values()].flatMap(({ failures, nodes }) => sumUp(failures, nodes.size));
}

function sumUp(failures: readonly MeridianError[], total: number): MeridianError[] {
  const rest = total - failures.length;
  const last = failures.at(-1);
  if (rest === 0 || last === undefined) return [...failures];
  const advice = last.advice === undefined ? {} : { advice: last.advice };
  return [
    ...failures,
    new MeridianError('not-conformant', `The same is true of ${rest} more things.`, advice),
  ];
}
