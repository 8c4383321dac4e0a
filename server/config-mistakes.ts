import type { ErrorObject } from 'ajv';
import { reservedNames } from './publish/submission-graphs.ts';

const loopback = ['127.0.0.1', '::1', 'localhost'];

/** What must not stand in an IRI as it is (RFC 3987), and every IRI of the node begins with its base. */
const outsideIri = /[\u0000-\u0020<>"{}|\\^`]/; // eslint-disable-line no-control-regex -- control characters are what is refused

/** What the schema finds wrong, each with the setting it is about, in words that name what was found. */
export function schemaMistakes(errors: readonly ErrorObject[]): string[] {
  return errors
    .filter(({ keyword }) => keyword !== 'if')
    .map(({ instancePath, keyword, message = 'is not valid', params }) => {
      const setting = instancePath === '' ? 'the configuration' : instancePath.slice(1).replaceAll('/', '.');
      const names = params as Readonly<Record<string, unknown>>;
      if (keyword === 'additionalProperties') {
        return `${setting} has no setting "${String(names['additionalProperty'])}"`;
      }
      if (keyword === 'required') return `${setting} lacks "${String(names['missingProperty'])}"`;
      if (keyword === 'enum') return `${setting} must be one of ${String(names['allowedValues'])}`;
      return `${setting} ${message}`;
    });
}

/**
 * What no schema can say: settings that contradict one another. Takes a configuration of any form, so that these
 * mistakes are told together with those of the schema.
 */
export function settingMistakes(config: unknown): string[] {
  const mistakes: string[] = [];
  const base = text(config, 'base') ?? '';
  if (outsideIri.test(base) || (/^https?:/.test(base) && !URL.canParse(base))) {
    mistakes.push(`base is "${base}", which cannot begin an IRI`);
  }
  const host = text(member(config, 'listen'), 'host');
  if (host !== undefined && !loopback.includes(host)) {
    mistakes.push(
      `listen.host is ${host}, which others can reach; tokens are only for loopback: listen on 127.0.0.1 and put a TLS proxy in front`,
    );
  }
  const providers = ids(member(config, 'providers'));
  const nodes = ids(member(config, 'nodes'));
  for (const id of repeated([...providers, ...nodes])) {
    mistakes.push(`"${id}" is the id of more than one provider or node`);
  }
  for (const id of reservedNames.filter((name) => providers.includes(name))) {
    mistakes.push(`"${id}" cannot be the id of a provider: a graph of the node has this name`);
  }
  if (nodes.length > 0 && providers.length > 0) {
    mistakes.push(
      'a hub (nodes) cannot host providers of its own yet: run a node for them and list it under nodes',
    );
  }
  const tokens = list(member(config, 'tokens'));
  for (const [at, token] of tokens.entries()) {
    const provider = text(token, 'provider');
    if (provider === undefined) continue;
    if (!providers.includes(provider)) {
      mistakes.push(`tokens.${at}.provider is "${provider}", which is no provider of this node`);
    }
    if (text(token, 'role') !== 'provider') {
      mistakes.push(`tokens.${at}.provider is only for the role provider`);
    }
  }
  for (const hash of repeated(tokens.flatMap((token) => text(token, 'sha256') ?? []))) {
    mistakes.push(`two tokens have the hash ${hash.slice(0, 8)}…`);
  }
  return mistakes;
}

function ids(value: unknown): string[] {
  return list(value).flatMap((each) => text(each, 'id') ?? []);
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown, name: string): string | undefined {
  const found = member(value, name);
  return typeof found === 'string' ? found : undefined;
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

function repeated(values: readonly string[]): Set<string> {
  return new Set(values.filter((value, at) => values.indexOf(value) !== at));
}
