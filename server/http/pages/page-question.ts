import type { SearchQuestion } from '../../catalogue/catalogue.ts';
import { parseQuestion } from '../../catalogue/parse-question.ts';
import { unknownValue } from '../../catalogue/unknown-value.ts';
import { MeridianError } from '../../errors.ts';
import type { Ontology } from '../../ontology/ontology.ts';

/** A parameter, or one of its values, that says nothing here. */
export interface NotUnderstood {
  readonly name: string;
  readonly value: string;
}

/** What the address of a page asks, and which parts of it were not understood. */
export interface PageQuestion {
  readonly question: SearchQuestion;
  readonly notUnderstood: readonly NotUnderstood[];
}

/** Parameters of the page around the search. */
const ignored = ['theme'];

type KnownOntology = Pick<Ontology, 'attributes' | 'attribute' | 'resolve'>;

/**
 * Reads a question as `parseQuestion` does, but for people: what it would refuse is left out and named, so that an old
 * or mistyped link still shows something. Also reads the two ends of a range as a form without script sends them,
 * `ageAtDiagnosis.from` and `ageAtDiagnosis.to`.
 */
export function readPageQuestion(parameters: URLSearchParams, ontology: KnownOntology): PageQuestion {
  const understood = new URLSearchParams();
  const notUnderstood: NotUnderstood[] = [];
  for (const [name, value] of foldRangeFields(parameters, ontology)) {
    for (const one of name === 'q' ? [value] : value.split(',')) {
      if (one.trim() === '') continue;
      if (saysSomething(name, one, understood, ontology)) understood.append(name, one);
      else notUnderstood.push({ name, value: one });
    }
  }
  return { question: parseQuestion(understood, { attributes: ontology.attributes, ignored }), notUnderstood };
}

/** Whether a value can be read, beside what was read before it. */
function saysSomething(
  name: string,
  value: string,
  before: URLSearchParams,
  ontology: KnownOntology,
): boolean {
  const code = value.replace(/^-/, '');
  const { scheme } = ontology.attribute(name) ?? {};
  if (scheme !== undefined && code !== unknownValue && ontology.resolve(code).state === 'unknown')
    return false;
  try {
    const { filters } = parseQuestion(new URLSearchParams([...before, [name, value]]), {
      attributes: ontology.attributes,
      ignored,
    });
    // A word where a number belongs is read as a value, which no range has.
    const filter = filters.find(({ attribute }) => attribute === name);
    const isRange = ontology.attribute(name)?.facetKind === 'range';
    return !isRange || filter === undefined || filter.values.every((one) => one === unknownValue);
  } catch (error) {
    if (error instanceof MeridianError) return false;
    throw error;
  }
}

/** `age.from=45` and `age.to=75` as `age=45..75`; a range written in full takes precedence. */
function foldRangeFields(parameters: URLSearchParams, ontology: KnownOntology): URLSearchParams {
  const folded = new URLSearchParams(parameters);
  for (const { name, facetKind } of ontology.attributes) {
    if (facetKind !== 'range') continue;
    const from = folded.get(`${name}.from`) ?? '';
    const to = folded.get(`${name}.to`) ?? '';
    folded.delete(`${name}.from`);
    folded.delete(`${name}.to`);
    if (from !== '' || to !== '') folded.append(name, `${from}..${to}`);
  }
  return folded;
}
