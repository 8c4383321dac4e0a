import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire, stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { MeridianError } from '../../errors.ts';

/** A file of ours as it is served. */
export interface Asset {
  readonly body: Buffer;
  readonly mediaType: string;
  readonly etag: string;
  /** A year where the address carries the hash of the content, else ask again each time. */
  readonly cacheControl: string;
}

interface Source {
  readonly mediaType: string;
  readonly read: () => Buffer;
}

const webFolder = join(import.meta.dirname, '..', '..', 'web');
const { resolve } = createRequire(import.meta.url);

const font = (family: string, subset: string): Source => ({
  mediaType: 'font/woff2',
  read: () =>
    readFileSync(resolve(`@fontsource-variable/${family}/files/${family}-${subset}-wght-normal.woff2`)),
});

/** The parts of the style sheet, in the order in which they stand in it. */
const styles = [
  'fonts',
  'tokens',
  'base',
  'fields',
  'header',
  'search',
  'sentence',
  'facets',
  'results',
  'blocks',
  'reading',
  'terms',
  'narrow',
  'sheet',
];

/** Everything under `/assets/`. */
const sources: Readonly<Record<string, Source>> = {
  'meridian.svg': { mediaType: 'image/svg+xml', read: () => readFileSync(join(webFolder, 'meridian.svg')) },
  'source-sans-3-latin.woff2': font('source-sans-3', 'latin'),
  'source-sans-3-latin-ext.woff2': font('source-sans-3', 'latin-ext'),
  'source-sans-3-greek.woff2': font('source-sans-3', 'greek'),
  'source-sans-3-cyrillic.woff2': font('source-sans-3', 'cyrillic'),
  'jetbrains-mono-latin.woff2': font('jetbrains-mono', 'latin'),
  'meridian.css': { mediaType: 'text/css', read: readStyles },
  'enhance.js': { mediaType: 'text/javascript', read: readScript },
};

/** The names under `/assets/`, without hashes. */
export const assetNames: readonly string[] = Object.keys(sources);

const read = new Map<string, { readonly body: Buffer; readonly hash: string; readonly mediaType: string }>();

/** Reads a file once and keeps it: all of them together are smaller than one picture. */
function load(name: string): { readonly body: Buffer; readonly hash: string; readonly mediaType: string } {
  const known = read.get(name);
  if (known !== undefined) return known;
  const source = sources[name];
  if (source === undefined) throw new MeridianError('not-found', `There is no asset ${name}.`);
  const body = source.read();
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 10);
  const asset = { body, hash, mediaType: source.mediaType };
  read.set(name, asset);
  return asset;
}

/** The address that changes with the content: `/assets/meridian.1a2b3c4d5e.css`. */
export function assetAddress(name: string): string {
  return `/assets/${name.replace(/\.(\w+)$/, `.${load(name).hash}.$1`)}`;
}

/** The asset at a path below `/assets/`, with or without the hash in its name; undefined where there is none. */
export function serveAsset(path: string): Asset | undefined {
  const [, stem = path, hash, extension = ''] = /^([\w-]+)(?:\.([0-9a-f]{10}))?(\.\w+)$/.exec(path) ?? [];
  const name = stem + extension;
  if (!Object.hasOwn(sources, name)) return undefined;
  const asset = load(name);
  // A page from before an update may ask for the old content: it gets the new one, but must not keep it.
  const current = hash === asset.hash;
  return {
    body: asset.body,
    mediaType: asset.mediaType,
    etag: `"${asset.hash}"`,
    cacheControl: current ? 'public, max-age=31536000, immutable' : 'no-cache',
  };
}

function readStyles(): Buffer {
  const css = styles.map((name) => readFileSync(join(webFolder, 'styles', `${name}.css`), 'utf8')).join('\n');
  return Buffer.from(
    css.replace(/url\(['"]asset:([\w.-]+)['"]\)/g, (_whole, name: string) => `url("${assetAddress(name)}")`),
  );
}

/** The script is TypeScript that can be erased: no bundler stands between the file and the browser. */
function readScript(): Buffer {
  return Buffer.from(stripTypeScriptTypes(readFileSync(join(webFolder, 'enhance.ts'), 'utf8')));
}
