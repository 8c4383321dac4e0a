import type { Term } from '@rdfjs/types';
import { rdf } from '../../rdf/vocabulary.ts';
import type { Plane, Planes } from '../planes.ts';
import type { Path, PathExpression, Pattern } from './algebra.ts';
import { keyOf, keysOf, locality, namesOf, refused, type Locality, type Surroundings } from './locality.ts';

/** Where a triple pattern is answered; one that fits ontology and data alike is decided by its subject. */
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
  return locality('set', { certain, subject: keyOf(subject) ?? subject.value });
}

function planeOf(predicate: Term, object: Term, planes: Planes): Plane {
  if (predicate.termType !== 'NamedNode') return 'shared';
  if (!predicate.equals(rdf.type)) return planes.planeOfPredicate(predicate.value);
  return object.termType === 'NamedNode' ? planes.planeOfClass(object.value) : 'shared';
}

/** Where a path of several steps is answered: all its steps must live in one plane. */
export function classifyPath(path: Path, planes: Planes, around: Surroundings): Locality {
  const { subject, object, predicate } = path;
  const steps = linksOf(predicate);
  const found = new Set(steps.map((iri) => planes.planeOfPredicate(iri)));
  const certain = namesOf(subject, object);
  const mayStay = matchesNothing(predicate);
  if (found.size !== 1 || found.has('shared') || steps.includes(rdf.type.value)) {
    return refused('A path', 'its steps lead through ontology and data alike');
  }
  if (found.has('replicated')) {
    const isOpen = mayStay && subject.termType === 'Variable' && object.termType === 'Variable';
    return locality('replicated', {
      certain,
      concepts: mayStay || hasInverse(predicate) ? new Set() : keysOf(subject),
      loose: isOpen ? [[subject.value, object.value]] : [],
    });
  }
  const onlyLinks = steps.every((iri) => planes.isLocalLink(iri));
  if (hasInverse(predicate) && !onlyLinks) {
    return refused('A path with a step backwards', 'it may lead from node to node through a shared value');
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
