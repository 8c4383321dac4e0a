import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import {
  definingClasses,
  referringClasses,
  restrictionsOf,
} from '../../../../server/ontology/terms/restrictions.ts';
import { propertyFacts } from '../../../../server/ontology/terms/property-facts.ts';
import { termSources } from '../../../../server/ontology/terms/term-sources.ts';
import type { Terms } from '../../../../server/ontology/terms/terms.ts';
import { dct, eucaim, owl } from '../../../../server/rdf/vocabulary.ts';
import { termOntology } from '../../../support/term-ontology.ts';

let terms: Terms;
const prostateCancer = `${eucaim.namespace}CLIN1000075`;
const prostate = `${eucaim.namespace}BP1000021`;

before(async () => {
  terms = await termOntology();
});

describe('a code leads to a term', () => {
  for (const [code, curie, kind] of [
    ['EUCAIM:CLIN1000075', 'EUCAIM:CLIN1000075', 'concept'],
    ['CLIN1000075', 'EUCAIM:CLIN1000075', 'concept'],
    ['EUCAIM_Hyper-Ontology_V1.0.CLIN1000075', 'EUCAIM:CLIN1000075', 'concept'],
    [`${eucaim.namespace}CLIN1000075`, 'EUCAIM:CLIN1000075', 'concept'],
    ['EUCAIM:CLIN1002855', 'EUCAIM:CLIN1002855', 'class'],
    ['eucaim:hasBirthSex', 'eucaim:hasBirthSex', 'property'],
    ['EUCAIM:hasBirthSex', 'eucaim:hasBirthSex', 'property'],
    ['mer:unmapped', 'mer:unmapped', 'property'],
    ['mer:Attribute', 'mer:Attribute', 'class'],
    ['attr:modality', 'attr:modality', 'attribute'],
    ['scheme:modality', 'scheme:modality', 'scheme'],
    ['mer:ListFacet', 'mer:ListFacet', 'individual'],
  ] as const) {
    it(`${code} is the ${kind} ${curie}`, () => {
      const found = terms.find(code);
      assert.equal(found?.term.curie, curie);
      assert.equal(found.term.kind, kind);
      assert.equal(found.asked, undefined);
    });
  }

  it('of another system to its concept, and says which code was asked for and how it stands', () => {
    const same = terms.find('SNOMEDCT:399068003');
    assert.equal(same?.term.iri, prostateCancer);
    assert.deepEqual(same.asked, {
      code: 'SNOMEDCT:399068003',
      relation: 'same',
      iri: 'http://snomed.info/id/399068003',
    });
    const searched = terms.find('SNOMEDCT:248153007');
    assert.equal(searched?.term.curie, 'EUCAIM:COM1001366');
    assert.equal(searched.asked?.relation, 'searched');
  });

  it('of a retired term to what replaces it, else to the retired term', () => {
    const found = terms.find('EUCAIM:CLIN1999901');
    assert.equal(found?.term.iri, prostateCancer);
    assert.equal(found.asked?.relation, 'retired');
    assert.equal(found.asked.code, 'EUCAIM:CLIN1999901');
    const gone = terms.find('EUCAIM:CLIN1999902');
    assert.equal(gone?.term.curie, 'eucaim:CLIN1999902');
    assert.deepEqual(gone.term.retired, []);
  });

  it('or to nothing, with what is near', () => {
    for (const code of ['', ':', '_:b0', '__proto__', 'eucaim:', 'nonsense:x', '\0', 'x'.repeat(20_000)]) {
      assert.equal(terms.find(code), undefined, code.slice(0, 20));
    }
    assert.ok(terms.near('eucaim:hasBirthSx').some(({ curie }) => curie === 'eucaim:hasBirthSex'));
    assert.ok(terms.near('EUCAIM:CLIN1000076x').length > 0);
  });
});

describe('the statements about a term', () => {
  it('are those with it as subject and those of the blank nodes below, each once', () => {
    const iri = `${eucaim.namespace}CLIN1999904`;
    const statements = terms.statements([iri]);
    const subjects = new Set(statements.map(({ subject }) => `${subject.termType} ${subject.value}`));
    assert.equal([...subjects].filter((subject) => subject.startsWith('NamedNode')).length, 1);
    // A union, a meeting, three restrictions, and the five cells of the two lists.
    assert.equal(subjects.size, 1 + 2 + 3 + 5);
    for (const { subject } of statements) {
      if (subject.termType === 'NamedNode') continue;
      assert.ok(statements.some(({ object }) => object.equals(subject)));
    }
    const keys = statements.map(({ subject, predicate, object }) =>
      JSON.stringify([subject, predicate, object]),
    );
    assert.equal(new Set(keys).size, keys.length);
  });

  it('of all terms together are those of the ontology that have a name above them', () => {
    const own = terms.statements([`${eucaim.namespace}CLIN1999901`]);
    assert.ok(own.some(({ predicate }) => predicate.equals(owl.deprecated)));
    assert.ok(own.some(({ predicate }) => predicate.equals(dct.isReplacedBy)));
    assert.equal(own.length, 5);
  });
});

describe('what a class says', () => {
  it('is read from its restrictions and its definition', () => {
    const iri = `${eucaim.namespace}CLIN1999904`;
    const found = restrictionsOf(iri, terms.graph);
    assert.deepEqual(found, [
      {
        property: `${eucaim.namespace}hasFindingSite`,
        quantity: 'only',
        values: [{ iri: prostate }],
        defining: false,
      },
      {
        property: `${eucaim.namespace}hasFindingSite`,
        quantity: 'some',
        values: [{ iri: prostate }, { iri: `${eucaim.namespace}BP1000105` }],
        defining: true,
      },
      {
        property: eucaim.hasSubject.value,
        quantity: 'at-least',
        number: 2,
        values: [{ iri: eucaim.COM1001047.value }],
        defining: true,
      },
    ]);
    assert.deepEqual(definingClasses(iri, terms.graph), [`${eucaim.namespace}CLIN1000001`]);
  });

  it('is read once where a class stands in its own definition', () => {
    const iri = `${eucaim.namespace}CLIN1999905`;
    const found = restrictionsOf(iri, terms.graph);
    assert.deepEqual(
      found.map(({ property, values, defining }) => [property, values, defining]),
      [
        [`${eucaim.namespace}hasFindingSite`, [{ iri: prostate }], false],
        [`${eucaim.namespace}hasSubject`, [{ iri: `${eucaim.namespace}COM1001047` }], true],
      ],
    );
    assert.deepEqual(definingClasses(iri, terms.graph), [`${eucaim.namespace}CLIN1000001`]);
  });

  it('is found again from what it speaks of', () => {
    const found = referringClasses(prostate, terms.graph);
    const referring = found.get(`${eucaim.namespace}hasFindingSite`) ?? [];
    assert.ok(referring.includes(prostateCancer));
    assert.ok(referring.includes(`${eucaim.namespace}CLIN1999904`), 'through a union in a meeting');
  });
});

describe('a property', () => {
  it('tells where it stands and what it takes', () => {
    const facts = propertyFacts(eucaim.AgeAtDiagnosis.value, terms.graph);
    assert.equal(facts.values, 'literals');
    assert.deepEqual(facts.domain, [eucaim.CLIN1007977.value]);
    assert.equal(facts.recordOnly, false);
    assert.equal(propertyFacts(eucaim.inheresIn.value, terms.graph).recordOnly, true);
    assert.deepEqual(propertyFacts(eucaim.hasBirthSex.value, terms.graph).range, [
      `${eucaim.namespace}COM1001396`,
    ]);
  });
});

describe('a source', () => {
  it('is told of every concept, class, attribute and vocabulary', () => {
    for (const code of [
      'EUCAIM:CLIN1000075',
      'EUCAIM:CLIN1002855',
      'eucaim:hasBirthSex',
      'attr:modality',
      'scheme:sex',
    ]) {
      const found = terms.find(code);
      assert.ok(found !== undefined);
      const [first] = termSources(found.term, terms);
      assert.ok(first?.title !== undefined, code);
      assert.ok(first.licenses.length > 0, code);
    }
  });
});

describe('a search for what is no concept', () => {
  it('takes words in any order and of any language', () => {
    assert.ok(terms.search('sex birth', 10).some(({ curie }) => curie === 'eucaim:hasBirthSex'));
    assert.ok(terms.search('korperregion', 10).some(({ curie }) => curie === 'scheme:bodyPart'));
    assert.deepEqual(terms.search('', 10), []);
    assert.equal(terms.search('has', 3).length, 3);
  });
});
