import type { SourceFile } from '../lifter.ts';
import type { MeridianError } from '../../errors.ts';
import { nodesOf, readJsonDocuments } from './json-documents.ts';
import type { Json, JsonNode } from './json-path.ts';
import { isArray, isObject } from './json-path.ts';

type JsonObject = Readonly<Record<string, Json>>;

/** A resource of a delivery and where it stands. */
export interface FhirResource {
  readonly type: string;
  readonly value: JsonObject;
  readonly pointer: string;
  readonly file: string;
  readonly line?: number;
  /** Address of the entry of a bundle that holds it. */
  readonly fullUrl?: string;
}

/**
 * The resources of FHIR JSON files, one at a time: of bundles (bundles within bundles too), of bulk exports with one
 * resource a line, and of files with one resource or an array. What is marked as entered in error counts as never
 * written (FHIR, 2.1.28, modifier elements). With a type, others may be left out too.
 */
export async function* readFhirResources(
  files: readonly SourceFile[],
  failure: (error: MeridianError) => void,
  type?: string,
): AsyncGenerator<FhirResource> {
  // A line without the name of the type in quotes holds no such resource, and need not be parsed.
  const needle = type === undefined ? undefined : Buffer.from(`"${type}"`);
  for (const file of files) {
    for await (const document of readJsonDocuments(file, failure, needle)) {
      const { line } = document;
      const place = { file: file.path, ...(line === undefined ? {} : { line }) };
      for (const node of nodesOf(document, (root) => [root])) yield* resourcesIn(node, place);
    }
  }
}

function* resourcesIn(root: JsonNode, place: Pick<FhirResource, 'file' | 'line'>): Generator<FhirResource> {
  const open: { readonly node: JsonNode; readonly fullUrl?: string }[] = [{ node: root }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, pointer } = next.node;
    if (isArray(value)) {
      for (let index = value.length - 1; index >= 0; index--) {
        open.push({ node: { value: value[index] ?? null, pointer: `${pointer}/${index}` } });
      }
      continue;
    }
    if (!isObject(value)) continue;
    const type = value['resourceType'];
    if (type === 'Bundle') {
      const entries = value['entry'];
      if (!isArrayOrNothing(entries)) continue;
      for (let index = (entries ?? []).length - 1; index >= 0; index--) {
        const entry = entries?.[index];
        if (entry === undefined || !isObject(entry)) continue;
        const { fullUrl } = entry;
        open.push({
          node: { value: entry['resource'] ?? null, pointer: `${pointer}/entry/${index}/resource` },
          ...(typeof fullUrl === 'string' ? { fullUrl } : {}),
        });
      }
    } else if (typeof type === 'string' && !isMistake(value)) {
      const { fullUrl } = next;
      yield { type, value, pointer, ...place, ...(fullUrl === undefined ? {} : { fullUrl }) };
    }
  }
}

function isArrayOrNothing(value: Json | undefined): value is readonly Json[] | undefined {
  return value === undefined || isArray(value);
}

/** `status` of most resources; `verificationStatus` of conditions. */
function isMistake({ status, verificationStatus }: JsonObject): boolean {
  return (
    status === 'entered-in-error' || JSON.stringify(verificationStatus ?? '').includes('"entered-in-error"')
  );
}
