import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Concept } from '../../../server/ontology/concept.ts';
import { ConceptIndex } from '../../../server/ontology/concept-index.ts';
import { namedNode } from '../../../server/rdf/terms.ts';
import { mer, rdfs, skos } from '../../../server/rdf/vocabulary.ts';
import { repositoryOntology } from '../../support/ontology.ts';

const ontology = await repositoryOntology();
const eucaim = 'https://cancerimage.eu/ontology/EUCAIM#';
const concepts = ontology.attributes.flatMap(({ scheme }) =>
  scheme === undefined ? [] : ontology.conceptsOf(scheme.value),
);

function concept(code: string): Concept {
  const found = ontology.concept(eucaim + code);
  assert.ok(found !== undefined, code);
  return found;
}

function expanded(code: string, descendants = true): ReadonlySet<string> {
  return new Set([...ontology.expand(concept(code), { descendants })].map((iri) => iri.slice(eucaim.length)));
}

/** The statements that a search follows, as pairs of a found and a further concept. */
const steps = ontology.quads.flatMap(({ subject, predicate, object }): (readonly [string, string])[] => {
  const isConcept = (iri: string): boolean => ontology.concept(iri)?.iri.value === iri;
  if (!isConcept(subject.value) || !isConcept(object.value)) return [];
  const down = [object.value, subject.value] as const;
  // A class that no vocabulary holds stands below its superclasses, and above its subclasses whatever they are.
  const isClassOnly = (iri: string): boolean =>
    ontology.concept(iri)?.scheme.value === 'https://w3id.org/meridian/scheme#eucaim';
  if (predicate.equals(skos.broader)) return isClassOnly(subject.value) ? [] : [down];
  if (predicate.equals(rdfs.subClassOf))
    return isClassOnly(subject.value) || isClassOnly(object.value) ? [down] : [];
  if (predicate.equals(mer.searchEquivalent)) return [down, [subject.value, object.value]];
  return [];
});

/** What shows other things too, with each of those. */
const showing = ontology.quads
  .filter(({ predicate }) => predicate.equals(mer.alsoShows))
  .map(({ subject, object }) => [subject.value, object.value] as const);
const alike = ontology.quads.filter(({ predicate }) => predicate.equals(mer.searchEquivalent));

/** The same set, by walking the statements themselves until nothing new turns up; then what shows any of it. */
function naiveWalk(start: string): Set<string> {
  const found = new Set([start]);
  for (let size = 0; size !== found.size;) {
    size = found.size;
    for (const [from, to] of steps) if (found.has(from)) found.add(to);
  }
  const shown = new Set(showing.filter(([, what]) => found.has(what)).map(([which]) => which));
  const others = alike.flatMap(({ subject, object }) => [
    ...(shown.has(subject.value) ? [object.value] : []),
    ...(shown.has(object.value) ? [subject.value] : []),
  ]);
  return found.union(shown).union(new Set(others.filter((iri) => ontology.concept(iri)?.iri.value === iri)));
}

describe('a search', () => {
  it('for computed tomography finds technique, procedure and their descendants', () => {
    const found = expanded('IMG1000042');
    for (const code of ['IMG1000042', 'IMG1000026', 'IMG1000086']) assert.ok(found.has(code), code);
    assert.ok(!found.has('IMG1000038'));
    assert.deepEqual(expanded('IMG1000026'), found);
  });

  it('without descendants finds the concept and its search equivalents only', () => {
    assert.deepEqual(expanded('IMG1000042', false), new Set(['IMG1000042', 'IMG1000026']));
  });

  it('for colorectal cancer finds colon, rectum and their ICD-O-3 morphologies', () => {
    const found = expanded('CLIN1000054');
    for (const code of ['CLIN1000057', 'CLIN1000077', 'CLIN1062317', 'CLIN1062662'])
      assert.ok(found.has(code), code);
    assert.ok(!found.has('CLIN1000075'));
  });

  it('for the lung finds what is coded as bronchus and lung', () => {
    assert.ok(expanded('BP1000113').has('BP1000192'));
    assert.ok(expanded('CLIN1000065').has('CLIN1000084'));
  });

  it('for a random concept finds what a naive walk over the statements finds', () => {
    fc.assert(
      fc.property(fc.constantFrom(...concepts, ...ontology.concepts), (chosen) => {
        assert.deepEqual(new Set(ontology.expand(chosen)), naiveWalk(chosen.iri.value));
      }),
      { numRuns: 40 },
    );
  });

  it('for a parent never finds less than a search for its child', () => {
    for (const child of concepts) {
      for (const iri of child.broader) {
        const parent = ontology.concept(iri);
        assert.ok(parent !== undefined);
        assert.ok(
          [...ontology.expand(child)].every((each) => ontology.expand(parent).has(each)),
          `${child.curie} in ${parent.curie}`,
        );
      }
    }
  });
});

describe('an ancestor', () => {
  it('has the concept among its descendants, and no concept is its own', () => {
    for (const child of concepts) {
      assert.ok(!ontology.ancestors(child).has(child.iri.value), child.curie);
      for (const iri of ontology.ancestors(child)) {
        const ancestor = ontology.concept(iri);
        assert.ok(ancestor !== undefined && ontology.expand(ancestor).has(child.iri.value));
      }
    }
  });
});

describe('a list of a scheme', () => {
  it('has roots first, each part in order of the English labels', () => {
    for (const { scheme } of ontology.attributes) {
      if (scheme === undefined) continue;
      const list = ontology.conceptsOf(scheme.value);
      const firstChild = list.findIndex(({ broader }) => broader.length > 0);
      const parts = firstChild < 0 ? [list] : [list.slice(0, firstChild), list.slice(firstChild)];
      for (const part of parts) {
        const labels = part.map(({ labels: byLanguage }) => byLanguage.get('en') ?? '');
        assert.deepEqual(labels, [...labels].sort());
      }
      assert.ok(parts[1]?.every(({ broader }) => broader.length > 0) ?? true);
    }
  });

  it('shows one concept of every label', () => {
    for (const { name, scheme, catalogue, record } of ontology.attributes) {
      // The classes that no vocabulary holds are looked up, and in no list.
      if (scheme === undefined || (catalogue ?? record) === undefined) continue;
      const shown = ontology.conceptsOf(scheme.value).filter(({ shownAs }) => shownAs === undefined);
      const labels = shown.map(({ labels: byLanguage }) => byLanguage.get('en')?.toLowerCase());
      assert.equal(new Set(labels).size, labels.length, name);
    }
  });

  it('is empty for an unknown scheme', () => {
    assert.deepEqual(ontology.conceptsOf('https://example.org/scheme'), []);
  });
});

describe('an index', () => {
  const make = (name: string, links: Partial<Concept>): Concept => ({
    iri: namedNode(`https://example.org/${name}`),
    curie: `ex:${name}`,
    scheme: namedNode('https://example.org/scheme'),
    labels: new Map([['en', name]]),
    unreviewed: new Set(),
    synonyms: [],
    broader: [],
    narrower: [],
    exactMatches: [],
    searchEquivalents: [],
    shownBy: [],
    ...links,
  });
  const index = (...members: readonly Concept[]): ConceptIndex =>
    new ConceptIndex(new Map(members.map((member) => [member.iri.value, member])));

  it('ends in a circle of parents', () => {
    const a = make('a', { broader: ['https://example.org/b'], narrower: ['https://example.org/b'] });
    const b = make('b', { broader: ['https://example.org/a'], narrower: ['https://example.org/a'] });
    assert.equal(index(a, b).expand(a, true).size, 2);
    assert.equal(index(a, b).ancestors(a).size, 1);
  });

  it('gives a code that two concepts claim to the same one in whatever order they come', () => {
    const a = make('a', { exactMatches: ['https://example.org/code'] });
    const b = make('b', { exactMatches: ['https://example.org/code'] });
    assert.equal(index(a, b).concept('https://example.org/code'), a);
    assert.equal(index(b, a).concept('https://example.org/code'), a);
  });
});
