import { MeridianError } from '../../errors.ts';
import type { Origin, SourceFile } from '../lifter.ts';
import { tellIdentities } from './fhir-identities.ts';
import type { FhirListeners } from './fhir-identities.ts';
import { localIdOf } from './fhir-local-id.ts';
import type { FhirResource } from './fhir-resources.ts';
import { readFhirResources } from './fhir-resources.ts';
import { containedIn, FhirReferences, stubOf } from './fhir-references.ts';
import { fhirValues } from './fhir-values.ts';
import type { JsonNode, JsonPath } from './json-path.ts';
import { compileJsonPath, isObject } from './json-path.ts';
import type { RecordSource, SourceRecord, Value } from './record-source.ts';
import { noValues, Slots } from './record-source.ts';

export interface FhirOptions extends FhirListeners {
  /** `ImagingStudy.series[*]`: the element of a resource that is a record; whole resources without it. */
  readonly iterator: string | undefined;
  /** Systems of the identifiers that are the hospital's own, the first that fits. */
  readonly identifierSystems: readonly string[];
  readonly failure: (error: MeridianError) => void;
}

/** What an expression selects below a node: values at a path, or the local id of the node. */
type Select = (node: JsonNode) => readonly Value[];

interface Expression {
  /** Only resources of this type have it; any has where it is absent. */
  readonly type: string | undefined;
  /** True where it starts at the resource, not at the record within it. */
  readonly ofResource: boolean;
  readonly path: JsonPath;
  /** What is asked of the resource that a reference at the path leads to: the number of the question. */
  readonly question: number | undefined;
  readonly select: Select;
}

/**
 * The resources of FHIR R4 and R5 in JSON: bundles, bulk exports (`*.ndjson`), single resources. An expression is a
 * FHIRPath of a small kind, with filters as in JSONPath:
 *
 * - `Condition.code`, `Patient.birthDate`: nothing in resources of another type;
 * - `subject.resolve().birthDate`: of the patient that a reference leads to, before or behind it, in any file;
 * - `localId()`: what the hospital calls the resource ({@link localIdOf});
 * - with an iterator, paths start at its elements, and `%resource` is the resource around them.
 *
 * Patients are read first, and only what is asked of them is held; all else streams. Coded elements give tokens
 * ({@link fhirValues}). Throws 'bad-mapping' for an expression that cannot be read.
 */
export function openFhir(files: readonly SourceFile[], options: FhirOptions): RecordSource {
  const slots = new Slots();
  const expressions: Expression[] = [];
  const questions = new Slots();
  const asked: Select[] = [];
  const iterated = options.iterator === undefined ? undefined : readTyped(options.iterator);
  const elements = iterated === undefined ? undefined : compileJsonPath(iterated.path);

  const selection = (path: string): Select => {
    const own = /^(?:(.*)\.)?localId\(\)$/s.exec(path);
    if (own === null) {
      const compiled = compileJsonPath(path);
      return (node) => compiled.select(node).flatMap(fhirValues);
    }
    const compiled = compileJsonPath(own[1] ?? '$');
    return (node) =>
      compiled.select(node).flatMap(({ value }) => {
        const id = isObject(value) ? localIdOf(value, options.identifierSystems) : undefined;
        return id === undefined ? [] : [id];
      });
  };

  const compile = (expression: string): Expression => {
    const [start = '', target, ...more] = expression.split('.resolve().');
    if (more.length > 0) throw new MeridianError('bad-mapping', `"${expression}" resolves twice.`);
    const { type, ofResource, path } = readStart(start, iterated !== undefined);
    if (target === undefined) {
      return { type, ofResource, path: compileJsonPath('$'), question: undefined, select: selection(path) };
    }
    const select = selection(target);
    const question = questions.of(target);
    asked[question] ??= select;
    return { type, ofResource, path: compileJsonPath(path), question, select };
  };

  const read = (slot: number, record: FhirRecord, references: FhirReferences): readonly Value[] => {
    const expression = expressions[slot];
    const { resource, node } = record;
    if (expression === undefined) return noValues;
    if (expression.type !== undefined && expression.type !== resource.type) return noValues;
    const from = expression.ofResource ? { value: resource.value, pointer: resource.pointer } : node;
    const { path, question, select } = expression;
    if (question === undefined) return select(from);
    return path.select(from).flatMap(({ value, pointer }) => {
      if (!isObject(value)) return [];
      const known = references.find(value, resource)?.[question];
      return known ?? select({ value: containedIn(value, resource) ?? stubOf(value), pointer });
    });
  };

  return {
    reference(expression) {
      const slot = slots.of(expression);
      expressions[slot] ??= compile(expression);
      return slot;
    },
    place: (expression) => ({ reference: placeOf(expression, iterated !== undefined) }),
    async *records() {
      const references = new FhirReferences();
      if (asked.length > 0) {
        // Told once: whatever cannot be read is met again below.
        for await (const resource of readFhirResources(files, () => undefined, 'Patient')) {
          if (resource.type === 'Patient') references.add(resource, answersOf(resource, asked));
        }
      }
      for await (const resource of readFhirResources(files, options.failure)) {
        tellIdentities(resource, options);
        if (iterated !== undefined && iterated.type !== resource.type) continue;
        const root = { value: resource.value, pointer: resource.pointer };
        for (const node of elements === undefined ? [root] : elements.select(root)) {
          yield new FhirRecord(resource, node, (slot, record) => read(slot, record, references));
        }
      }
    },
  };
}

class FhirRecord implements SourceRecord {
  readonly resource: FhirResource;
  readonly node: JsonNode;
  readonly #read: (slot: number, record: FhirRecord) => readonly Value[];
  /** What was read: the rules of a mapping ask for the same things again and again. */
  readonly #known: (readonly Value[] | undefined)[] = [];

  constructor(
    resource: FhirResource,
    node: JsonNode,
    read: (slot: number, record: FhirRecord) => readonly Value[],
  ) {
    this.resource = resource;
    this.node = node;
    this.#read = read;
  }

  get origin(): Origin {
    const { file, line } = this.resource;
    return { file, ...(line === undefined ? {} : { line }), pointer: this.node.pointer };
  }

  read(slot: number): readonly Value[] {
    return (this.#known[slot] ??= this.#read(slot, this));
  }
}

/** Answers that a patient has; a part of it that cannot be read has none here, and is reported where it is read. */
function answersOf(
  { value, pointer }: FhirResource,
  asked: readonly Select[],
): readonly (readonly Value[])[] {
  return asked.map((select) => {
    try {
      return select({ value, pointer });
    } catch (error) {
      if (error instanceof MeridianError) return noValues;
      throw error;
    }
  });
}

function readStart(
  start: string,
  iterated: boolean,
): { type: string | undefined; ofResource: boolean; path: string } {
  if (start.startsWith('%resource.')) {
    return { type: undefined, ofResource: true, path: start.slice('%resource.'.length) };
  }
  if (iterated) return { type: undefined, ofResource: false, path: start };
  return { ...readTyped(start), ofResource: true };
}

/** The JSONPath of what an expression reads in its own record: a reference, where it leads elsewhere. */
function placeOf(expression: string, iterated: boolean): string {
  const [start = ''] = expression.split('.resolve().');
  if (start.startsWith('%resource.')) return '%resource';
  const path = (iterated ? start : readTyped(start).path).replace(/(?:^|\.)localId\(\)$/, '');
  return path === '' ? '$' : `$.${path}`;
}

/** `Condition.code` is the path `code` of conditions. */
function readTyped(expression: string): { type: string; path: string } {
  const match = /^([A-Z][A-Za-z]+)\.(.+)$/s.exec(expression);
  const [, type, path] = match ?? [];
  if (type !== undefined && path !== undefined) return { type, path };
  throw new MeridianError('bad-mapping', `"${expression}" does not start with the type of a resource.`, {
    advice: 'Write it like Condition.code; within an iterator, %resource.code.',
  });
}
