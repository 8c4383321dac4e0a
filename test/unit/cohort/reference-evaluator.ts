import assert from 'node:assert/strict';
import type { ConceptLeaf, Criterion, RangeLeaf } from '../../../server/cohort/definition.ts';
import type { Attribute } from '../../../server/ontology/attribute.ts';
import type { Concept } from '../../../server/ontology/concept.ts';
import type { Ontology } from '../../../server/ontology/ontology.ts';
import type { NamedNode, Quad } from '../../../server/rdf/terms.ts';
import { dcat, dct, eucaim, mer, rdf, recordClasses } from '../../../server/rdf/vocabulary.ts';

type Kind = 'patient' | 'condition' | 'study' | 'series' | 'dataset';

/** A thing seen from below: without an IRI it is one that no record shows. */
interface Seen {
  readonly kind: Kind;
  readonly iri: string | undefined;
  readonly patient: string;
  /** Of a series; undefined where its study is not known either. */
  readonly study?: string | undefined;
  /** True for a series whose study is not recorded either, but is the one that is looked at. */
  readonly ofUnseenStudy?: boolean;
}

/**
 * The rules of three-valued meaning as they are written down, one thing at a time and by scanning quads: slow, plain,
 * and a second way to the same answer. 0 is no, 1 unknown, 2 yes.
 */
export class ReferenceEvaluator {
  readonly #quads: readonly Quad[];
  readonly #ontology: Ontology;
  readonly #provider: string;
  readonly #closedWorld: boolean;

  constructor(
    quads: readonly Quad[],
    ontology: Ontology,
    options: { readonly provider: string; readonly closedWorld?: boolean },
  ) {
    this.#quads = quads;
    this.#ontology = ontology;
    this.#provider = options.provider;
    this.#closedWorld = options.closedWorld ?? false;
  }

  all(kind: 'patient' | 'study' | 'series'): readonly Seen[] {
    const iris = this.#subjects(rdf.type, recordClasses[kind].value);
    return iris.map((iri) => {
      if (kind === 'patient') return { kind, iri, patient: iri };
      const study = kind === 'study' ? iri : (this.#subjects(eucaim.Composed_Of, iri)[0] ?? assert.fail(iri));
      return { kind, iri, study, patient: this.#objects(study, eucaim.hasSubject)[0] ?? assert.fail(study) };
    });
  }

  truth(criterion: Criterion, thing: Seen, inSame = false): number {
    if ('all' in criterion) return Math.min(...criterion.all.map((part) => this.truth(part, thing, inSame)));
    if ('any' in criterion) return Math.max(...criterion.any.map((part) => this.truth(part, thing, inSame)));
    if ('not' in criterion) return 2 - this.truth(criterion.not, thing, inSame);
    if ('same' in criterion) {
      assert.notEqual(criterion.same, 'episode');
      return this.#same(criterion.same === 'study' ? 'study' : 'series', criterion.where, thing);
    }
    assert.ok('attribute' in criterion);
    return this.#leaf(
      criterion,
      inSame ? thing : { kind: 'patient', iri: thing.patient, patient: thing.patient },
    );
  }

  #same(kind: 'study' | 'series', where: Criterion, thing: Seen): number {
    if (
      thing.iri === undefined &&
      (kind === 'series' || thing.kind === 'study' || thing.ofUnseenStudy === true)
    ) {
      const ofUnseenStudy = thing.ofUnseenStudy ?? thing.kind === 'study';
      return Math.min(1, this.truth(where, { ...thing, kind, ofUnseenStudy }, true));
    }
    if (thing.kind === kind) return this.truth(where, thing, true);
    if (thing.kind === 'series') {
      return thing.study === undefined
        ? 1
        : this.truth(
            where,
            { kind: 'study', iri: thing.study, study: thing.study, patient: thing.patient },
            true,
          );
    }
    const recorded = this.#below(kind, thing);
    const unseen: Seen = {
      kind,
      iri: undefined,
      patient: thing.patient,
      study: thing.kind === 'study' ? thing.study : undefined,
    };
    const within = this.#ontology.attributes.filter(
      ({ record }) => record !== undefined && this.#isWithin(record.level, kind),
    );
    const strange = this.#leaves(where).some(
      (leaf) => this.#isWithin(this.#kindOf(leaf), kind) && this.#isStrange(leaf),
    );
    const may =
      recorded.length > 0
        ? within.some((attribute) => this.#isFlagged(attribute, thing.patient))
        : strange || within.some((attribute) => this.#mayHold(attribute, thing.patient));
    return Math.max(
      0,
      ...recorded.map((part) => this.truth(where, part, true)),
      may ? Math.min(1, this.truth(where, unseen, true)) : 0,
    );
  }

  #leaf(leaf: ConceptLeaf | RangeLeaf, thing: Seen): number {
    if (leaf.attribute === 'provider') return 'in' in leaf && leaf.in.includes(this.#provider) ? 2 : 0;
    const kind = this.#kindOf(leaf);
    const rank = { dataset: 0, patient: 0, condition: 0, study: 1, series: 2 };
    if (thing.kind !== 'patient' && rank[kind] >= rank[thing.kind]) {
      if (thing.iri === undefined) return this.#mayHaveMore(leaf, thing.patient) ? 1 : 0;
      return kind === thing.kind
        ? this.#ofThing(leaf, thing.iri, thing.patient)
        : this.#ofThings(leaf, kind, thing);
    }
    return this.#ofThings(leaf, kind, { kind: 'patient', iri: thing.patient, patient: thing.patient });
  }

  #ofThings(leaf: ConceptLeaf | RangeLeaf, kind: Kind, thing: Seen): number {
    const things = this.#below(kind, thing);
    const best = Math.max(
      0,
      ...things.map((part) => this.#ofThing(leaf, part.iri ?? assert.fail(), thing.patient)),
    );
    const flagged = this.#isFlagged(this.#attribute(leaf), thing.patient);
    const missing = things.length === 0 && this.#mayHaveMore(leaf, thing.patient);
    return Math.max(best, flagged || missing ? 1 : 0);
  }

  #ofThing(leaf: ConceptLeaf | RangeLeaf, iri: string, patient: string): number {
    const attribute = this.#attribute(leaf);
    const kind = this.#kindOf(leaf);
    const path = (attribute.record ?? attribute.catalogue)?.path ?? [];
    const values = this.#objects(iri, path[0]?.property ?? assert.fail());
    const described = kind !== 'dataset' || this.#subjects(rdf.type, dcat.Dataset.value).includes(iri);
    const unknown =
      !described ||
      this.#objects(iri, mer.unmapped).includes(attribute.iri.value) ||
      (kind !== 'dataset' && this.#isFlagged(attribute, patient)) ||
      (!this.#isClosed(attribute) && values.length === 0);
    if (!('in' in leaf)) {
      const hit = values.some(
        (value) => Number(value) >= (leaf.from ?? -1) && Number(value) <= (leaf.to ?? 999),
      );
      return hit ? 2 : unknown ? 1 : 0;
    }
    const concepts = (codes: readonly string[]): readonly (Concept | undefined)[] =>
      codes.map((code) => {
        const resolution = this.#ontology.resolve(code);
        return resolution.state === 'found' ? resolution.concept : undefined;
      });
    const finds = (concept: Concept | undefined, value: string): boolean =>
      concept !== undefined &&
      this.#ontology.expand(concept, { descendants: leaf.descendants ?? true }).has(value);
    const wanted = concepts(leaf.in);
    const except = concepts(leaf.except ?? []);
    const meets = (value: string): boolean =>
      wanted.some((concept) => finds(concept, value)) && !except.some((concept) => finds(concept, value));
    // What a value can mean in detail: itself and all that is narrower, unless nothing is unknown any more.
    const meanings = (value: string): readonly string[] =>
      this.#closedWorld || leaf.descendants === false
        ? [value]
        : [value, ...(this.#ontology.concept(value)?.narrower ?? []).flatMap(meanings)];
    const certain = values.some((value) => meanings(value).every(meets));
    const possible = values.some((value) => meanings(value).some(meets));
    if (certain && !except.includes(undefined)) return 2;
    return possible || unknown || wanted.includes(undefined) ? 1 : 0;
  }

  /** The recorded things of a kind that belong to a patient, or to a study. */
  #below(kind: Kind, thing: Seen): readonly Seen[] {
    const patient = thing.patient;
    if (kind === 'patient') return [{ kind, iri: patient, patient }];
    if (kind === 'dataset')
      return this.#objects(patient, dct.isPartOf).map((iri) => ({ kind, iri, patient }));
    if (kind === 'condition')
      return this.#subjects(eucaim.inheresIn, patient).map((iri) => ({ kind, iri, patient }));
    const studies =
      thing.kind === 'study' && thing.study !== undefined
        ? [thing.study]
        : this.#subjects(eucaim.hasSubject, patient);
    if (kind === 'study') return studies.map((iri) => ({ kind, iri, study: iri, patient }));
    return studies.flatMap((study) =>
      this.#objects(study, eucaim.Composed_Of).map((iri) => ({ kind, iri, study, patient })),
    );
  }

  #mayHaveMore(leaf: ConceptLeaf | RangeLeaf, patient: string): boolean {
    return this.#isStrange(leaf) || this.#mayHold(this.#attribute(leaf), patient);
  }

  /** A code that the ontology does not hold. */
  #isStrange(leaf: ConceptLeaf | RangeLeaf): boolean {
    return 'in' in leaf && leaf.in.some((code) => this.#ontology.resolve(code).state === 'unknown');
  }

  #mayHold(attribute: Attribute, patient: string): boolean {
    const open =
      !this.#isClosed(attribute) && !this.#objects(patient, mer.completeFor).includes(attribute.iri.value);
    return open || this.#isFlagged(attribute, patient);
  }

  /** An unmapped value of the attribute on a thing of another kind. */
  #isFlagged(attribute: Attribute, patient: string): boolean {
    const kind = attribute.record?.level ?? 'dataset';
    const owner: Seen = { kind: 'patient', iri: patient, patient };
    return (['patient', 'condition', 'study', 'series'] as const)
      .filter((other) => other !== kind)
      .flatMap((other) => this.#below(other, owner))
      .some((thing) => this.#objects(thing.iri ?? '', mer.unmapped).includes(attribute.iri.value));
  }

  #leaves(criterion: Criterion): readonly (ConceptLeaf | RangeLeaf)[] {
    if ('all' in criterion) return criterion.all.flatMap((part) => this.#leaves(part));
    if ('any' in criterion) return criterion.any.flatMap((part) => this.#leaves(part));
    if ('not' in criterion) return this.#leaves(criterion.not);
    if ('same' in criterion) return this.#leaves(criterion.where);
    return 'attribute' in criterion ? [criterion] : [];
  }

  #isWithin(kind: Kind, level: 'study' | 'series'): boolean {
    return kind === 'series' || (kind === 'study' && level === 'study');
  }

  #kindOf(leaf: ConceptLeaf | RangeLeaf): Kind {
    return leaf.attribute === 'provider' ? 'patient' : (this.#attribute(leaf).record?.level ?? 'dataset');
  }

  #attribute(leaf: ConceptLeaf | RangeLeaf): Attribute {
    return this.#ontology.attribute(leaf.attribute) ?? assert.fail(leaf.attribute);
  }

  #isClosed(attribute: Attribute): boolean {
    return this.#closedWorld || attribute.closed;
  }

  #objects(subject: string, property: NamedNode): readonly string[] {
    return this.#quads
      .filter((quad) => quad.subject.value === subject && quad.predicate.equals(property))
      .map((quad) => quad.object.value);
  }

  #subjects(property: NamedNode, object: string): readonly string[] {
    const found = this.#quads.filter(
      (quad) => quad.predicate.equals(property) && quad.object.value === object,
    );
    return [...new Set(found.map((quad) => quad.subject.value))];
  }
}
