import { Parser } from 'n3';
import { MeridianError } from '../../errors.ts';
import { toNTriplesTerm } from '../../rdf/n-triples.ts';
import type { Quad } from '../../rdf/terms.ts';

/** A statement as a line of canonical N-Quads (RDF 1.1 N-Quads), without its end. */
export function statementLine({ subject, predicate, object, graph }: Quad): string {
  const terms =
    graph.termType === 'DefaultGraph' ? [subject, predicate, object] : [subject, predicate, object, graph];
  return `${terms.map(toNTriplesTerm).join(' ')} .`;
}

// What `toNTriplesTerm` writes: escapes only where there has to be one.
const iri = String.raw`<(?:[^<>"{}|^\u0060\\\s]|\\u00(?:[01][0-9A-F]|2[02]|3[CE]|5[CE]|60|7[BCD]))+>`;
const text = String.raw`"(?:[^"\\\r\n]|\\[tbnrf"\\]|\\u00(?:0[0-7BEF]|1[0-9A-F]|7F))*"`;
const plain = String.raw`(?!\^\^<http://www\.w3\.org/2001/XMLSchema#string>)`;
const label = String.raw`_:[\w.-]+`;

/** Lines that this program could have written, which are taken as they stand. */
const written = new RegExp(
  `^(?:${iri}|${label}) ${iri} (?:${iri}|${label}|${text}${plain}(?:@[a-z][a-z0-9-]*|\\^\\^${iri})?)(?: ${iri})? \\.$`,
);

/**
 * Lines of N-Triples or N-Quads in canonical form, one a statement; blank lines and comments are left out. Throws
 * `syntax-error` with the line.
 */
export async function* canonicalLines(lines: AsyncIterable<string>, file: string): AsyncGenerator<string> {
  const parser = () => new Parser({ format: 'application/n-quads' });
  let number = 0;
  for await (const line of lines) {
    number++;
    if (written.test(line)) {
      yield line;
      continue;
    }
    let quads: Quad[];
    try {
      quads = parser().parse(line);
    } catch (cause) {
      throw new MeridianError('syntax-error', 'The line is no statement of N-Triples or N-Quads.', {
        place: { file, line: number },
        advice: 'Give what `meridian lift` wrote with --format application/n-quads.',
        cause,
      });
    }
    yield* quads.map(statementLine);
  }
}
