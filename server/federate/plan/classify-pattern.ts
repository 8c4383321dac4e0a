import type { Term } from '@rdfjs/types';
import { rdf } from '../../rdf/vocabulary.ts';
import type { Plane, Planes } from '../planes.ts';
import type { Path, PathExpression, Pattern } from './algebra.ts';
import { keyOf, keysOf, locality, namesOf, refused, type Locality, type Surroundings } from './locality.ts';

/**
 * Where a triple pattern is answered. One that fits ontology and data alike is decided by its subject, if it is known
 * to be of one of them; else it is asked of all nodes, and triples that several of them hold count once.
 */
export function classifyPattern(pattern: Pattern, planes: Planes, around: Surroundings): Locality {
  const { subject, predicate, object } = pattern;
  const certain = namesOf(subject, predicate, object);
  const subjects = keysOf(subject);
  const plane = planeOf(predicate, object, planes);
  if (plane === 'replicated' || (plane === 'shared' && !subjects.isDisjointFrom(around.concepts))) {
    return locality('replicated', { certain, concepts: subjects });
  }
  if (plane === 'owned' || !subjects.isDisjointFrom(around.owned)) {
    const isLink = predicate.termType === 'NamedNode' && planes.isLocalLink(predicate.value);
    return locality('local', {
      certain,
      owned: isLink ? keysOf(subject, object) : subjects,
      native: keysOf(subject, object),
    });
  }
  return setOf(subject, object, { certain });
}

function setOf(subject: Term, object: Term, known: Partial<Locality>): Locality {
  return locality('set', {
    ...known,
    native: keysOf(subject, object),
    subject: keyOf(subject) ?? subject.value,
  });
}

function planeOf(predicate: Term, object: Term, planes: Planes): Plane {
  if (predicate.termType !== 'NamedNode') return 'shared';
  if (!predicate.equals(rdf.type)) return planes.planeOf(predicate.value);
  return object.termType === 'NamedNode' ? planes.planeOf(object.value) : 'shared';
}

/**
 * Where a path of several steps is answered: all its steps must live in one plane. One that the ontology and data may
 * both tread never leaves the node of its subject: from things of a provider it leads to others of the same node and
 * on to concepts, and from these to concepts only, which every node holds.
 */
export function classifyPath(path: Path, planes: Planes, around: Surroundings): Locality {
  const turned = hasInverse(path.predicate) ? turn(path) : path;
  const { subject, object, predicate } = hasInverse(turned.predicate) ? path : turned;
  const steps = linksOf(predicate);
  const found = new Set(steps.map((iri) => planes.planeOf(iri)));
  const certain = namesOf(subject, object);
  const mayStay = matchesNothing(predicate);
  if ((found.size !== 1 && found.has('owned')) || steps.includes(rdf.type.value)) {
    return refused('A path', 'its steps lead through ontology and data alike');
  }
  if (!found.has('owned')) {
    const isOpen = mayStay && subject.termType === 'Variable' && object.termType === 'Variable';
    const loose: Locality['loose'] = isOpen ? [[subject.value, object.value]] : [];
    if (!found.has('shared')) {
      const isTold = !mayStay && !hasInverse(predicate);
      return locality('replicated', { certain, concepts: isTold ? keysOf(subject) : new Set(), loose });
    }
    if (hasInverse(predicate)) return backwards;
    return setOf(subject, object, { certain, loose });
  }
  const onlyLinks = steps.every((iri) => planes.isLocalLink(iri));
  if (hasInverse(predicate) && !onlyLinks) {
    return backwards;
  }
  const ends = keysOf(subject, object);
  // A path of no steps relates every term to itself, in every node: only an owned end keeps it in one.
  if (mayStay) {
    return ends.isDisjointFrom(around.owned)
      ? refused('A path that may have no steps', 'neither of its ends is tied to a thing of one node')
      : locality('local', { certain, native: ends });
  }
  return locality('local', { certain, owned: onlyLinks ? ends : keysOf(subject), native: ends });
}

const backwards = refused(
  'A path with a step backwards',
  'it may lead from node to node through a shared value',
);

/** The same path from its other end. */
function turn({ subject, predicate, object }: Path): Path {
  return { type: 'path', subject: object, predicate: inverseOf(predicate), object: subject };
}

function inverseOf(path: PathExpression): PathExpression {
  switch (path.type) {
    case 'link':
      return { type: 'inv', path };
    case 'inv':
      return path.path;
    case 'seq':
      return { type: 'seq', input: path.input.map(inverseOf).reverse() };
    case 'alt':
      return { type: 'alt', input: path.input.map(inverseOf) };
    default:
      return { type: path.type, path: inverseOf(path.path) };
  }
}

function linksOf(path: PathExpression): readonly string[] {
  switch (path.type) {
    case 'link':
      return [path.iri.value];
    case 'seq':
    case 'alt':
      return path.input.flatMap(linksOf);
    default:
      return linksOf(path.path);
  }
}

function matchesNothing(path: PathExpression): boolean {
  switch (path.type) {
    case 'link':
      return false;
    case 'seq':
      return path.input.every(matchesNothing);
    case 'alt':
      return path.input.some(matchesNothing);
    case 'inv':
    case 'OneOrMorePath':
      return matchesNothing(path.path);
    default:
      return true;
  }
}

function hasInverse(path: PathExpression): boolean {
  switch (path.type) {
    case 'link':
      return false;
    case 'seq':
    case 'alt':
      return path.input.some(hasInverse);
    default:
      return path.type === 'inv' || hasInverse(path.path);
  }
}
