import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { MeridianError } from '../errors.ts';
import type { DecimalSign } from './functions/lift-function.ts';
import type { SourceDescription } from './lifter.ts';
import type { Mapping } from './rml/mapping.ts';
import { readMapping } from './rml/read-mapping.ts';
import schema from './source.schema.json' with { type: 'json' };

/** What `source.yaml` may say, by `source.schema.json`. */
export interface SourceSettings {
  readonly title: string;
  readonly description: string;
  readonly files: readonly string[];
  readonly ignored?: readonly string[];
  readonly required?: readonly string[];
  readonly encoding?: 'utf-8' | 'latin1';
  readonly delimiter?: string;
  readonly nulls?: readonly string[];
  readonly decimal?: DecimalSign;
  readonly ignoreColumnCase?: boolean;
  readonly optionalColumns?: readonly string[];
  readonly keep?: boolean;
  readonly namespaces?: Readonly<Record<string, string>>;
  readonly values?: Readonly<Record<string, readonly string[]>>;
}

/** A source as its folder declares it. */
export interface RegisteredSource extends SourceDescription {
  readonly settings: SourceSettings;
  /** Absent where the source only keeps its RDF. */
  readonly mapping: Mapping | undefined;
}

/**
 * Reads `<mappingsFolder>/sources/<name>/{source.yaml,mapping.rml.ttl}` for every folder there. Throws 'bad-mapping'
 * with the file for settings outside the schema, broken mappings, and a source with neither mapping nor `keep`.
 */
export function readSources(mappingsFolder: string): ReadonlyMap<string, RegisteredSource> {
  const folder = join(mappingsFolder, 'sources');
  if (!existsSync(folder)) return new Map();
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'source.yaml')))
    .map((entry) => entry.name)
    .sort();
  return new Map(names.map((name) => [name, readSource(folder, name)]));
}

const validate = new Ajv({ allErrors: true }).compile<SourceSettings>(schema);

function readSource(folder: string, name: string): RegisteredSource {
  const file = `sources/${name}/source.yaml`;
  const settings = readYaml(join(folder, name, 'source.yaml'), file);
  if (!validate(settings)) {
    const faults = (validate.errors ?? []).map((error) =>
      `${error.instancePath} ${error.message ?? ''}`.trim(),
    );
    throw new MeridianError(
      'bad-mapping',
      `The source "${name}" is not declared well: ${faults.join('; ')}.`,
      {
        place: { file },
      },
    );
  }
  const mappingFile = join(folder, name, 'mapping.rml.ttl');
  const mapping = existsSync(mappingFile)
    ? readMapping(readFileSync(mappingFile, 'utf8'), `sources/${name}/mapping.rml.ttl`)
    : undefined;
  if (mapping === undefined && settings.keep !== true) {
    throw new MeridianError('bad-mapping', `The source "${name}" has no mapping.rml.ttl and keeps nothing.`, {
      place: { file },
    });
  }
  return {
    name,
    title: settings.title,
    description: settings.description.trim(),
    files: settings.files,
    ...(settings.namespaces === undefined
      ? {}
      : { namespaces: new Map(Object.entries(settings.namespaces)) }),
    settings,
    mapping,
  };
}

function readYaml(path: string, file: string): unknown {
  try {
    return parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new MeridianError('bad-mapping', `The file is no YAML: ${String(error)}`, {
      place: { file },
      cause: error,
    });
  }
}
