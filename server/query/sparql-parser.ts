import { lex, AstFactory, completeParseContext } from '@traqula/rules-sparql-1-2';
import type { Query, Update } from '@traqula/rules-sparql-1-2';
import { sparql12ParserBuilder } from '@traqula/parser-sparql-1-2';
import { MeridianError } from '../errors.ts';
import type { Place } from '../errors.ts';

/** Nodes know where in the text they stand, so that what is refused can be pointed at. */
const astFactory = new AstFactory({ tracksSourceLocation: true });

/** Building a parser takes tens of milliseconds; parsing takes less than one. */
const parser = sparql12ParserBuilder.build({
  tokenVocabulary: lex.sparql12LexerBuilder.tokenVocabulary,
  lexerConfig: { positionTracking: 'full' },
  errorHandler: (errors) => {
    const [error] = errors;
    if (error === undefined) return;
    // At the end of the text there is no token; the one before it is the last thing that was read.
    const { token } = error;
    const before = 'previousToken' in error ? (error.previousToken as typeof token | undefined) : undefined;
    const place = tokenPlace(token) ?? tokenPlace(before);
    throw new MeridianError('bad-query', describe(error.message, token.image), {
      ...(place === undefined ? {} : { place }),
    });
  },
});

/** A SPARQL 1.2 text as a syntax tree. Throws `bad-query` with line and column. */
export function parseSparql(text: string): Query | Update {
  try {
    return parser.queryOrUpdate(text, completeParseContext({ astFactory }));
  } catch (cause) {
    if (cause instanceof MeridianError) throw cause;
    if (cause instanceof RangeError) {
      throw new MeridianError('bad-query', 'The query is nested too deeply to be read.', { cause });
    }
    const message = cause instanceof Error ? cause.message : String(cause);
    const place = messagePlace(message, text);
    const character = /unexpected character: ->(.*?)<-/s.exec(message)?.[1];
    const said =
      character === undefined
        ? `${message.split('\n')[0] ?? message}.`.replace(/\.+$/, '.')
        : `The character "${character}" cannot stand here.`;
    throw new MeridianError('bad-query', said, {
      ...(place === undefined ? {} : { place }),
      cause,
    });
  }
}

/** Line and column, both from 1, of an offset in a text. */
export function placeOfOffset(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { line, column: offset - before.lastIndexOf('\n') };
}

function tokenPlace(
  token: { readonly startLine?: number; readonly startColumn?: number } | undefined,
): Place | undefined {
  const { startLine: line, startColumn: column } = token ?? {};
  return line === undefined || column === undefined || Number.isNaN(line) ? undefined : { line, column };
}

/** The parser's lists of tokens run to screens; what was found there is what helps. */
function describe(message: string, found: string): string {
  const expected = /Expecting --> (.{1,30}?) <--/.exec(message)?.[1];
  const here = found === '' ? 'The query ends too early' : `The query cannot be read on from "${found}"`;
  return expected === undefined ? `${here}.` : `${here}; expected ${expected}.`;
}

/** Errors of the lexer and of prefixes carry no token, but say where or what they mean. */
function messagePlace(message: string, text: string): Place | undefined {
  const offset = /at offset: (\d+)/.exec(message)?.[1];
  if (offset !== undefined) return placeOfOffset(text, Number(offset));
  const prefix = /Unknown prefix: (\S*)/.exec(message)?.[1];
  const index =
    prefix === undefined ? -1 : text.search(new RegExp(`(?<![\\w-])${prefix.replace(/[^\w-]/g, '\\$&')}:`));
  return index < 0 ? undefined : placeOfOffset(text, index);
}
