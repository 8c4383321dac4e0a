import { MeridianError } from '../../errors.ts';
import { rdfMediaTypes, rdfSyntax } from '../../rdf/media-types.ts';
import { parseRdf } from '../../rdf/parse-rdf.ts';
import { isNamedNode } from '../../rdf/terms.ts';
import { dataPointLinks } from '../../rdf/vocabulary.ts';
import type { SourceFile } from '../lifter.ts';
import type { Collector, CollectOptions } from './collector.ts';
import type { FetchedBytes } from './fetch-bytes.ts';
import { failed, fetchBytes } from './fetch-bytes.ts';
import { pathOfAddress, webAddress, withoutSecrets } from './web-address.ts';

/** Data point, catalogue, dataset, distribution, and room for more between them. */
const deepest = 8;
const mostResources = 20_000;
const mostBytes = 16 * 1024 * 1024;

const links: ReadonlySet<string> = new Set(
  Object.values(dataPointLinks).flatMap((link) => (typeof link === 'string' ? [] : [link.value])),
);

const accept =
  'text/turtle, application/ld+json;q=0.9, application/n-triples;q=0.8, application/rdf+xml;q=0.7';

/**
 * A FAIR Data Point, from its address down: catalogues, datasets and distributions by the links of LDP, DCAT and the FDP
 * ontology. Stays on the server of the address; each resource is asked for once. One file a resource, with the address it
 * was found at as its base. What cannot be fetched is told with its address; the rest is fetched all the same.
 */
export const fdpCollector: Collector = {
  scheme: 'fdp',
  description: 'a FAIR Data Point: fdp+https://host/',
  async *collect(address, options) {
    const { url, headers } = webAddress(address, 'Bearer ');
    const paths = new Set<string>();
    const seen = new Set([url.href]);
    let level = [url];
    for (let depth = 0; level.length > 0 && depth < deepest; depth++) {
      const below: URL[] = [];
      for (const resource of level) {
        const found = await fetched(resource, { accept, ...headers }, options);
        if (found === undefined) continue;
        const file = fileOf(found, paths);
        for (const link of await linksIn(found, file)) {
          if (link.origin !== url.origin || seen.has(link.href)) continue;
          if (seen.size === mostResources) {
            options.failure(failed(link, `The data point has more than ${mostResources} resources.`));
            return;
          }
          seen.add(link.href);
          below.push(link);
        }
        yield file;
      }
      level = below;
    }
    const [first] = level;
    if (first !== undefined) {
      options.failure(failed(first, `The resource lies deeper than ${deepest} links below the address.`));
    }
  },
};

async function fetched(
  resource: URL,
  headers: Readonly<Record<string, string>>,
  { fetch, signal, failure }: CollectOptions,
): Promise<FetchedBytes | undefined> {
  try {
    const found = await fetchBytes(resource, { fetch, signal, headers, most: mostBytes });
    const syntax = rdfSyntax(found.mediaType);
    if (syntax === undefined || syntax.readOnly === true) {
      throw failed(resource, 'The server does not answer in RDF.');
    }
    return { ...found, mediaType: syntax.mediaType };
  } catch (error) {
    if (!(error instanceof MeridianError)) throw error;
    failure(error);
    return undefined;
  }
}

function fileOf({ url, bytes, mediaType }: FetchedBytes, paths: Set<string>): SourceFile {
  const [ending = '.ttl'] = rdfMediaTypes.find((syntax) => syntax.mediaType === mediaType)?.extensions ?? [];
  let path = pathOfAddress(url, ending);
  for (let number = 2; paths.has(path); number++) path = pathOfAddress(url, `-${number}${ending}`);
  paths.add(path);
  return { path, baseIri: withoutSecrets(url).href, read: () => Promise.resolve(bytes) };
}

/** Where a resource leads; nowhere where it cannot be read, which is told when it is lifted. */
async function linksIn({ bytes, mediaType, url }: FetchedBytes, { path }: SourceFile): Promise<URL[]> {
  try {
    const { quads } = await parseRdf(bytes, { mediaType, baseIri: url.href, file: path });
    const found = quads.flatMap(({ predicate, object }) => {
      const link = links.has(predicate.value) && isNamedNode(object) ? URL.parse(object.value) : null;
      if (link === null) return [];
      link.hash = '';
      return [link];
    });
    return [...new Map(found.map((link) => [link.href, link])).values()];
  } catch (error) {
    if (error instanceof MeridianError) return [];
    throw error;
  }
}
