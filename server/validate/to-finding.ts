import type { EngineResult } from 'shacl-engine/Validator.js';
import type { Place } from '../errors.ts';
import { toNTriplesTerm } from '../rdf/n-triples.ts';
import type { PrefixTable } from '../rdf/prefixes.ts';
import type { Term } from '../rdf/terms.ts';
import { mer, sh } from '../rdf/vocabulary.ts';
import { nodeName } from './find-targets.ts';
import type { IndexedDataset } from './indexed-dataset.ts';
import { shaclNamespace } from './shacl-terms.ts';
import type { ShapeEngine } from './shape-engine.ts';
import type { Finding, PlaceFinder, Severity } from './validator.ts';
import { pathProperty, writePath } from './write-path.ts';

/** What turns results of the engine into findings. */
export interface FindingContext {
  readonly engine: ShapeEngine;
  readonly dataset: IndexedDataset;
  readonly prefixes: PrefixTable;
  readonly places: PlaceFinder | undefined;
}

/** A result of the engine, said with our message, severity, clause and place. */
export function toFinding(result: EngineResult, context: FindingContext): Finding {
  const shape = result.shape.ptr.term;
  const value = result.value?.term;
  const clause = context.engine.values(shape, mer.clause)[0]?.value;
  const place = findPlace(result.focusNode.term, pathProperty(result.path), context);
  return {
    severity: severityOf(result.severity),
    message: messageOf(result),
    focusNode: nodeName(result.focusNode.term),
    ...(result.path === null || result.path === undefined
      ? {}
      : { path: writePath(result.path, context.prefixes) }),
    ...(value === undefined ? {} : { value: toNTriplesTerm(value) }),
    shape: nodeName(shape),
    component: result.constraintComponent.value,
    ...(clause === undefined ? {} : { clause }),
    ...(place === undefined ? {} : { place }),
  };
}

function severityOf(severity: Term): Severity {
  if (severity.equals(sh.Warning)) return 'warning';
  return severity.equals(sh.Info) ? 'info' : 'violation';
}

/** In English where the shape has it so; the engine's own words where the shape has none. */
function messageOf({ message, constraintComponent }: EngineResult): string {
  const chosen = message.find(({ language }) => language === 'en') ?? message[0];
  if (chosen !== undefined) return chosen.value;
  const name = constraintComponent.value.slice(shaclNamespace.length).replace(/ConstraintComponent$/, '');
  return `The constraint ${name} does not hold.`;
}

/** The place of the node; where it has none (a blank node of JSON-LD, say), that of the statement that leads to it. */
function findPlace(node: Term, property: string | undefined, context: FindingContext): Place | undefined {
  const { places, dataset } = context;
  if (places === undefined) return undefined;
  let [current, predicate] = [node, property];
  for (let steps = 0; steps < 4; steps++) {
    const place = places(nodeName(current), predicate);
    if (place !== undefined || current.termType === 'Literal') return place;
    const parent = dataset.find(null, null, current)[0];
    if (parent === undefined) return undefined;
    [current, predicate] = [parent.subject, parent.predicate.value];
  }
  return undefined;
}
