import { errorCodes, MeridianError } from '../../errors.ts';
import type { EditedFile } from '../../ontology/edited-file.ts';
import type { OntologyFinding } from '../../ontology/ontology-finding.ts';
import { problemNamespace } from '../../rdf/vocabulary.ts';
import { parseJsonBody } from '../parse-json-body.ts';
import { json } from '../reply.ts';
import type { Reply, Route } from '../route.ts';

export interface OntologyServices {
  /** What an edit would change here; throws `bad-request` for a path that is no file of the ontology. */
  readonly tryEdit: (files: readonly EditedFile[]) => Promise<TriedEdit | RefusedEdit>;
}

/** What an edit would change; the answer as it is sent. */
export interface TriedEdit {
  readonly outcome: 'tried';
}

/** An edit that would make the ontology wrong; what is wrong already is not told. */
export interface RefusedEdit {
  readonly outcome: 'refused';
  readonly findings: readonly OntologyFinding[];
}

const maxFiles = 50;
const maxFileBytes = 8 * 1024 * 1024;
const bodyLimit = 16 * 1024 * 1024;
/** Findings shown one by one; the rest are counted. */
const shown = 200;

export function ontologyRoutes({ tryEdit }: OntologyServices): readonly Route[] {
  return [
    {
      method: 'post',
      path: '/ontology/impact',
      action: 'try-ontology',
      bodyLimit,
      description: {
        summary: 'What edited files of the ontology would change here; nothing is saved',
        tag: 'ontology',
        body: ['application/json'],
        replies: {
          200: {
            description:
              'Changed terms and mapping rows, facet counts before and after, datasets that move, and protected counts of the saved cohorts.',
            mediaTypes: ['application/json'],
          },
          422: {
            description: 'The check refuses the edit: what it would make wrong, with file and line.',
            mediaTypes: ['application/problem+json'],
          },
        },
      },
      handle: async (call) => {
        const impact = await tryEdit(readFiles(parseJsonBody(call)));
        return impact.outcome === 'refused'
          ? refusal(impact.findings, call.id)
          : json(impact, 200, { 'cache-control': 'no-store' });
      },
    },
  ];
}

/** `{"files": [{"path": "mappings/sssom/NAME.sssom.tsv", "text": "…"}]}`. Throws `bad-request` and `too-large`. */
function readFiles(body: unknown): readonly EditedFile[] {
  const files: unknown = isObject(body) ? body['files'] : undefined;
  if (!Array.isArray(files) || files.length === 0) {
    throw new MeridianError('bad-request', 'The body names no files.', {
      place: { pointer: '/files' },
      advice: 'Send {"files": [{"path": "mappings/sssom/NAME.sssom.tsv", "text": "…"}]}.',
    });
  }
  if (files.length > maxFiles) {
    throw new MeridianError('too-large', `An edit has ${maxFiles} files at most.`, {
      place: { pointer: '/files' },
    });
  }
  const paths = new Set<string>();
  return files.map((file: unknown, at): EditedFile => {
    const pointer = `/files/${at}`;
    const [path, text] = isObject(file) ? [file['path'], file['text']] : [];
    if (typeof path !== 'string' || typeof text !== 'string') {
      throw new MeridianError('bad-request', 'A file of an edit has a path and a text.', {
        place: { pointer },
      });
    }
    if (Buffer.byteLength(text) > maxFileBytes) {
      throw new MeridianError('too-large', `A file of an edit has ${maxFileBytes} bytes at most.`, {
        place: { pointer },
      });
    }
    if (paths.has(path)) {
      throw new MeridianError('bad-request', `"${path}" is edited twice.`, { place: { pointer } });
    }
    paths.add(path);
    return { path, text };
  });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refusal(findings: readonly OntologyFinding[], requestId: string): Reply {
  const [first] = findings;
  const code = 'bad-ontology';
  const reply = json(
    {
      type: `${problemNamespace}${code}`,
      title: errorCodes[code].title,
      status: 422,
      code,
      detail: `Nothing was saved: the edit would make ${findings.length} ${findings.length === 1 ? 'thing' : 'things'} wrong.`,
      instance: `urn:uuid:${requestId}`,
      ...(first?.place === undefined ? {} : { place: first.place }),
      advice: 'Mend what the findings name, and ask again.',
      findings: findings.slice(0, shown),
      findingCount: findings.length,
    },
    422,
    { 'cache-control': 'no-store' },
  );
  return { ...reply, mediaType: 'application/problem+json' };
}
