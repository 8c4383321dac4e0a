import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse as parseYaml } from 'yaml';
import type { StaticToken } from './access/static-tokens.ts';
import { schemaMistakes, settingMistakes } from './config-mistakes.ts';
import type { PrivacyPolicy } from './lift/privacy/privacy-policy.ts';
import { MeridianError } from './errors.ts';
import schema from './config.schema.json' with { type: 'json' };

export interface NodeConfig {
  readonly id: string;
  readonly title: string;
  /** Public address, without a slash at the end; every IRI that the node mints begins with it. */
  readonly base: string;
  readonly listen: { readonly host: string; readonly port: number };
  /** Folder of the node's data; absolute after loading. */
  readonly data: string;
  /** File with the node's secret key, 64 hexadecimal digits; absolute after loading. */
  readonly keyFile: string;
  readonly providers: readonly {
    readonly id: string;
    readonly title: string;
    /** What is told of its patients, and how its sources write their identifiers. */
    readonly privacy?: PrivacyPolicy;
  }[];
  readonly tokens: readonly StaticToken[];
  readonly disclosure: { readonly threshold: number; readonly step: number };
  readonly limits: {
    readonly submissionBytes: number;
    readonly queryMilliseconds: number;
    readonly anonymousQueryMilliseconds: number;
    readonly nodeMilliseconds: number;
  };
  /** Present on a hub. */
  readonly nodes?: readonly {
    readonly id: string;
    readonly title: string;
    readonly url: string;
    readonly tokenFile?: string;
  }[];
}

/** Reads and checks a configuration file; says all that is wrong at once. */
export function loadConfig(file: string): NodeConfig {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new MeridianError('bad-config', `The configuration file cannot be read.`, {
      place: { file },
      advice: 'Give the path of a YAML file with --config.',
      cause,
    });
  }
  let value: unknown;
  try {
    value = parseYaml(text);
  } catch (cause) {
    throw new MeridianError('bad-config', cause instanceof Error ? cause.message : String(cause), {
      place: { file },
      cause,
    });
  }
  return checkConfig(value, file);
}

function checkConfig(value: unknown, file: string): NodeConfig {
  const ajv = new Ajv2020({ allErrors: true, useDefaults: true });
  const validate = ajv.compile<NodeConfig>(schema);
  if (!validate(value)) {
    throw mistaken([...schemaMistakes(validate.errors ?? []), ...settingMistakes(value)], file);
  }
  const config: NodeConfig = value;
  const mistakes = settingMistakes(config);
  if (mistakes.length > 0) throw mistaken(mistakes, file);
  const folder = dirname(resolve(file));
  return Object.freeze({
    ...config,
    base: config.base.replace(/\/+$/, ''),
    data: resolve(folder, config.data),
    keyFile: resolve(folder, config.keyFile),
    ...(config.nodes === undefined
      ? {}
      : {
          nodes: config.nodes.map((node) => ({
            ...node,
            url: node.url.replace(/\/+$/, ''),
            ...(node.tokenFile === undefined ? {} : { tokenFile: resolve(folder, node.tokenFile) }),
          })),
        }),
  });
}

function mistaken(mistakes: readonly string[], file: string): MeridianError {
  return new MeridianError('bad-config', mistakes.map((mistake) => `\n  - ${mistake}`).join(''), {
    place: { file },
    advice: 'See server/config.schema.json for every setting.',
  });
}
