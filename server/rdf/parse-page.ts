import { MeridianError } from '../errors.ts';
import { pageBase, parseRdfa } from './parse-rdfa.ts';
import type { ParsedRdf, ParseOptions } from './parse-rdf.ts';
import { parseJsonLd } from './parse-json-ld.ts';
import type { PageScript } from './page-scripts.ts';
import { readPageScripts } from './page-scripts.ts';
import type { Term } from './terms.ts';
import { isBlankNode } from './terms.ts';
import { rdf } from './vocabulary.ts';

/** What a script of a page says, and from which line on. */
interface ReadScript {
  readonly script: PageScript;
  readonly parsed: ParsedRdf;
  /** IRIs, and `_:label` of blank nodes. */
  readonly subjects: ReadonlySet<string>;
}

/**
 * Reads a web page: its RDFa ({@link parseRdfa}), and where `scripts` names namespaces, the JSON-LD in those script elements
 * that have a thing of a class in one of them. Pages describe much else there: their breadcrumbs, their owner. A script
 * that cannot be read goes to `failure` and costs itself only; without `failure` it is thrown. Names of blank nodes hold for
 * one script (JSON-LD 1.1, 7.2); the base is that of the page.
 */
export async function parsePage(
  text: string,
  options: ParseOptions & { readonly xhtml: boolean },
): Promise<ParsedRdf> {
  const rdfa = await parseRdfa(text, options);
  const { scripts: namespaces = [] } = options;
  if (namespaces.length === 0) return rdfa;
  const read: ReadScript[] = [];
  const baseIri = pageBase(text, options);
  for (const script of readPageScripts(text, 'application/ld+json', options.xhtml)) {
    try {
      const parsed = await parseJsonLd(script.text, { ...options, baseIri });
      if (!hasClassOf(parsed, namespaces)) continue;
      const subjects = new Set(parsed.quads.map(({ subject }) => nameOf(subject)));
      read.push({ script, parsed, subjects });
    } catch (error) {
      if (!(error instanceof MeridianError)) throw error;
      const failure = inPage(error, script);
      if (options.failure === undefined) throw failure;
      options.failure(failure);
    }
  }
  if (read.length === 0) return rdfa;
  return {
    ...rdfa,
    quads: [...rdfa.quads, ...read.flatMap(({ parsed }) => parsed.quads)],
    prefixes: new Map(
      read.reduceRight((all, { parsed }) => [...parsed.prefixes, ...all], [...rdfa.prefixes]),
    ),
    place: (node, predicate) => {
      const own = rdfa.place(node, predicate);
      if (own !== undefined) return own;
      const found = read.find(({ subjects }) => subjects.has(node));
      if (found === undefined) return undefined;
      const file = options.file === undefined ? {} : { file: options.file };
      return { ...file, ...found.parsed.place(node, predicate), line: found.script.line };
    },
  };
}

function hasClassOf({ quads }: ParsedRdf, namespaces: readonly string[]): boolean {
  return quads.some(
    ({ predicate, object }) =>
      predicate.equals(rdf.type) && namespaces.some((namespace) => object.value.startsWith(namespace)),
  );
}

function nameOf(node: Term): string {
  return isBlankNode(node) ? `_:${node.value}` : node.value;
}

/** Lines of the script counted in the page. */
function inPage({ code, message, place, advice }: MeridianError, script: PageScript): MeridianError {
  return new MeridianError(code, message, {
    place: { ...place, line: script.line + (place?.line ?? 1) - 1 },
    ...(advice === undefined ? {} : { advice }),
  });
}
