import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { MeridianError } from '../errors.ts';
import { extended, extendSettings, isObject } from './extend-settings.ts';
import type { DecimalSign } from './functions/lift-function.ts';
import type { MappingVersion, SourceDescription } from './lifter.ts';
import type { Mapping } from './rml/mapping.ts';
import { markDatasets } from './rml/mark-datasets.ts';
import { readMapping } from './rml/read-mapping.ts';
import { readYarrrml } from './rml/yarrrml/read-yarrrml.ts';
import type { Upgrades } from './upgrade-statements.ts';
import schema from './source.schema.json' with { type: 'json' };

/** What `source.yaml` may say, by `source.schema.json`. */
export interface SourceSettings {
  /** Source whose settings and mapping hold where this one has none of its own. */
  readonly extends?: string;
  readonly title: string;
  readonly description: string;
  readonly files?: readonly string[];
  readonly tables?: readonly string[];
  readonly ignored?: readonly string[];
  readonly required?: readonly string[];
  readonly encoding?: 'utf-8' | 'latin1';
  readonly delimiter?: string;
  readonly nulls?: readonly string[];
  readonly decimal?: DecimalSign;
  readonly ignoreColumnCase?: boolean;
  readonly optionalColumns?: readonly string[];
  readonly identifierSystems?: readonly string[];
  readonly keep?: boolean;
  readonly namespaces?: Readonly<Record<string, string>>;
  readonly scripts?: readonly string[];
  readonly json?: string;
  readonly upgrades?: Upgrades;
  readonly values?: Readonly<Record<string, readonly string[]>>;
}

/** A source as its folder declares it. */
export interface RegisteredSource extends SourceDescription {
  readonly settings: SourceSettings;
  /** Absent where the source only keeps its RDF. */
  readonly mapping: Mapping | undefined;
  /** Which document the mapping was read from. */
  readonly mappingVersion?: MappingVersion;
}

/**
 * Reads `<mappingsFolder>/sources/<name>/source.yaml` for every folder there, and the mapping beside it, in RML
 * (`mapping.rml.ttl`) or YARRRML (`mapping.yarrrml.yaml`). Throws 'bad-mapping'
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
  const own = readYaml(join(folder, name, 'source.yaml'), file);
  const parent = extended(own);
  const settings = parent === undefined ? own : extendSettings(readParent(folder, parent, file), own);
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
  const mappingFile = mappingFileOf(folder, name) ?? mappingFileOf(folder, parent ?? name);
  const mapping =
    mappingFile === undefined
      ? undefined
      : readMappingFile(join(folder, mappingFile), `sources/${mappingFile}`);
  if (mapping === undefined && settings.keep !== true) {
    throw new MeridianError('bad-mapping', `The source "${name}" has no mapping and keeps nothing.`, {
      place: { file },
    });
  }
  return {
    name,
    title: settings.title,
    description: settings.description.trim(),
    files: settings.files ?? [],
    ...(settings.tables === undefined ? {} : { tables: settings.tables }),
    ...(settings.namespaces === undefined
      ? {}
      : { namespaces: new Map(Object.entries(settings.namespaces)) }),
    settings,
    mapping,
    ...(mapping === undefined || mappingFile === undefined
      ? {}
      : { mappingVersion: versionOf(name, mapping.file, join(folder, mappingFile)) }),
  };
}

/** The forms of a mapping; a source has one of them. */
const mappingForms: ReadonlyMap<string, (text: string, file: string) => Mapping> = new Map([
  ['mapping.rml.ttl', readMapping],
  ['mapping.yarrrml.yaml', readYarrrml],
]);

/** `<source>/mapping.rml.ttl`, or the same in another form. */
function mappingFileOf(folder: string, source: string): string | undefined {
  const [form, other] = [...mappingForms.keys()].filter((each) => existsSync(join(folder, source, each)));
  if (other !== undefined) {
    throw new MeridianError('bad-mapping', `The source "${source}" has two mappings.`, {
      place: { file: `sources/${source}/${other}` },
      advice: 'Keep one of the two forms: nobody can tell which of them is meant.',
    });
  }
  return form === undefined ? undefined : `${source}/${form}`;
}

function readMappingFile(path: string, file: string): Mapping {
  const read = mappingForms.get(basename(path)) ?? readMapping;
  return markDatasets(read(readFileSync(path, 'utf8'), file));
}

function versionOf(source: string, file: string, path: string): MappingVersion {
  const version = createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 16);
  return { source, file, version };
}

/** The settings of the source that another extends; that one extends none. */
function readParent(folder: string, parent: string, file: string): object {
  const path = join(folder, parent, 'source.yaml');
  const settings = existsSync(path) ? readYaml(path, `sources/${parent}/source.yaml`) : undefined;
  if (isObject(settings) && extended(settings) === undefined) return settings;
  throw new MeridianError('bad-mapping', `The source "${parent}" cannot be extended.`, {
    place: { file },
    advice: 'Name a source that is there and extends no other.',
  });
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
