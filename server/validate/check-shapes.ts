import { MeridianError } from '../errors.ts';
import type { Place } from '../errors.ts';
import type { Quad, Term } from '../rdf/terms.ts';
import { rdf, sh } from '../rdf/vocabulary.ts';
import { parameterChecks } from './check-parameter.ts';
import { nodeName } from './find-targets.ts';
import { IndexedDataset } from './indexed-dataset.ts';
import { nearWords } from './near-words.ts';
import { shaclName, shaclNames, shaclParameters } from './shacl-terms.ts';

type ShapePlace = (shape: string, predicate: string) => Place | undefined;

/**
 * Refuses shapes that would not be run as they are meant: unknown words of the SHACL namespace, values of the wrong
 * kind, patterns that do not compile. Throws `bad-shapes` with the place.
 */
export function checkShapes(shapes: readonly Quad[], place: ShapePlace): void {
  const dataset = new IndexedDataset(shapes);
  for (const quad of shapes) {
    const problem = isShape(quad.subject, dataset) ? findProblem(quad, dataset) : undefined;
    if (problem === undefined) continue;
    const where = place(nodeName(quad.subject), quad.predicate.value);
    throw new MeridianError('bad-shapes', `${problem.message} (shape ${nodeName(quad.subject)})`, {
      ...(where === undefined ? {} : { place: where }),
      advice: problem.advice,
    });
  }
}

interface Problem {
  readonly message: string;
  readonly advice: string;
}

/** Whatever says something in known words of SHACL; a misspelt one beside them is meant for SHACL too. */
function isShape(subject: Term, dataset: IndexedDataset): boolean {
  return (
    subject.termType === 'BlankNode' ||
    dataset
      .find(subject, null, null)
      .some(({ predicate, object }) =>
        predicate.equals(rdf.type)
          ? object.equals(sh.NodeShape) || object.equals(sh.PropertyShape)
          : Object.hasOwn(shaclParameters, shaclName(predicate) ?? ''),
      )
  );
}

function findProblem({ subject, predicate, object }: Quad, dataset: IndexedDataset): Problem | undefined {
  const name = predicate.equals(rdf.type) ? shaclName(object) : undefined;
  if (name !== undefined && !shaclNames.includes(name)) return unknownName(name, shaclNames);
  const parameter = shaclName(predicate);
  if (parameter === undefined) return undefined;
  const kind = Object.hasOwn(shaclParameters, parameter) ? shaclParameters[parameter] : undefined;
  if (kind === undefined) return unknownName(parameter, Object.keys(shaclParameters));
  if (parameter === 'property' && dataset.find(object, sh.path, null).length === 0) {
    return {
      message: `${nodeName(object)} is used with sh:property and has no sh:path.`,
      advice: 'Give it a path.',
    };
  }
  const expected = parameterChecks[kind](object, dataset, subject);
  return expected === undefined
    ? undefined
    : { message: `sh:${parameter} has the value ${nodeName(object)}.`, advice: `It must be ${expected}.` };
}

function unknownName(name: string, known: readonly string[]): Problem {
  const near = nearWords(name, known);
  return {
    message: `sh:${name} is not a word of SHACL that is run here.`,
    advice:
      near.length > 0
        ? `Did you mean ${near.map((candidate) => `sh:${candidate}`).join(' or ')}?`
        : 'Remove it, or say it with the constraints of SHACL Core.',
  };
}
