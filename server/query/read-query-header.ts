import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { MeridianError } from '../errors.ts';
import schema from './query-header.schema.json' with { type: 'json' };

export interface QueryParameter {
  /** Also the name of the variable that it binds. */
  readonly name: string;
  readonly type: 'iri' | 'literal' | 'integer';
  readonly required?: boolean;
  /** May be given more than once; any of the values fits. */
  readonly many?: boolean;
  readonly default?: string | number;
  readonly description?: string;
}

/** What a query file says about itself; see `queries/README.md`. */
export interface QueryHeader {
  readonly summary: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly competency?: string;
  readonly plane?: 'catalogue' | 'record';
  /** The variables of a SELECT in their order, with commas; `boolean` for ASK, `graph` for CONSTRUCT and DESCRIBE. */
  readonly returns: string;
  readonly parameters?: readonly QueryParameter[];
  /** Values with which the query is shown, and with which its expected answer is computed. */
  readonly example?: Readonly<Record<string, string | number | readonly string[]>>;
}

const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile<QueryHeader>(schema);

/** Reads the `#+` lines of a query file; throws `bad-query` with the file for a header that is absent or wrong. */
export function readQueryHeader(text: string, file: string): QueryHeader {
  const yaml = text
    .split('\n')
    .filter((line) => line.startsWith('#+'))
    .map((line) => line.slice(2).replace(/^ /, ''))
    .join('\n');
  let value: unknown;
  try {
    value = parse(yaml);
  } catch (cause) {
    throw bad(file, cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause), cause);
  }
  if (!validate(value)) {
    const wrong = (validate.errors ?? []).map(
      ({ instancePath, message }) => `${instancePath === '' ? 'the header' : instancePath} ${message ?? ''}`,
    );
    throw bad(file, wrong.join('; '));
  }
  for (const { name, required, default: preset } of value.parameters ?? []) {
    if (required === true && preset !== undefined) throw bad(file, `${name} is required and has a default`);
  }
  return value;
}

function bad(file: string, message: string, cause?: unknown): MeridianError {
  return new MeridianError('bad-query', `The header of the query is not valid: ${message}.`, {
    place: { file },
    advice: 'See queries/README.md for the header.',
    cause,
  });
}
