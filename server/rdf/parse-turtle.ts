import { Lexer, Parser } from 'n3';
import type { ParserOptions, Token } from 'n3';
import { MeridianError } from '../errors.ts';
import type { Quad, Term } from './terms.ts';
import { PlaceIndex } from './place-index.ts';
import { StatementLines } from './statement-lines.ts';
import type { ParsedRdf, ParseOptions } from './parse-rdf.ts';
import { turtleFault } from './turtle-fault.ts';

/** The observers of n3's parser that its type declarations do not know yet. */
interface ObservedParser {
  parse(
    text: string,
    observers: {
      onQuad: (error: ParserError | null, quad: Quad | null) => void;
      onPrefix: (prefix: string, namespace: Term) => void;
      onTokenEnd: (token: Token) => void;
    },
  ): void;
}

interface ParserError extends Error {
  readonly context?: { readonly line?: number };
}

/** Reads Turtle, TriG, N-Triples or N-Quads, and notes on which line each property of each subject stands. */
export function parseTurtle(text: string, options: ParseOptions): Promise<ParsedRdf> {
  return new Promise((resolve, reject) => {
    read(text, options, resolve, reject);
  });
}

/** As {@link parseTurtle}, for who cannot wait. */
export function parseTurtleSync(text: string, options: ParseOptions): ParsedRdf {
  let parsed: ParsedRdf | undefined;
  read(
    text,
    { ...options, lexer: lexAtOnce(options.mediaType) },
    (outcome) => {
      parsed = outcome;
    },
    (error) => {
      throw error;
    },
  );
  if (parsed === undefined) throw new MeridianError('internal', 'The parser came to no end.');
  return parsed;
}

/** n3's lexer hands tokens to who observes them in a later microtask; this one does so before it returns. */
function lexAtOnce(mediaType: string): Lexer {
  const lexer = new Lexer({ lineMode: /n-(triples|quads)$/.test(mediaType) });
  const tokenize = (text: string, onToken: (error: unknown, token?: Token) => void): void => {
    let tokens: Token[];
    try {
      tokens = lexer.tokenize(text);
    } catch (error) {
      onToken(error);
      return;
    }
    for (const token of tokens) onToken(null, token);
  };
  return { tokenize } as unknown as Lexer;
}

function read(
  text: string,
  options: ParseOptions & { readonly lexer?: Lexer },
  done: (parsed: ParsedRdf) => void,
  fail: (error: MeridianError) => void,
): void {
  const places = new PlaceIndex(options.file);
  const lines = new StatementLines();
  const quads: Quad[] = [];
  const prefixes = new Map<string, string>();
  const parserOptions: ParserOptions = {
    baseIRI: options.baseIri,
    format: options.mediaType,
    ...(options.lexer === undefined ? {} : { lexer: options.lexer }),
  };
  const parser = new Parser(parserOptions) as unknown as ObservedParser;
  parser.parse(text, {
    onQuad: (error, quad) => {
      if (error !== null) {
        fail(syntaxError(error, options.file));
      } else if (quad === null) {
        done({ quads, prefixes, place: (node, predicate) => places.find(node, predicate) });
      } else if ((quad.object.termType as string) === 'Quad') {
        const tripleTerm = new Error('Statements about statements (RDF 1.2 triple terms) are not read.');
        fail(syntaxError(Object.assign(tripleTerm, { context: { line: lines.line } }), options.file));
      } else {
        quads.push(quad);
        places.note(nodeName(quad.subject), quad.predicate.value, lines.line);
      }
    },
    onPrefix: (prefix, namespace) => {
      prefixes.set(prefix, namespace.value);
    },
    onTokenEnd: (token) => {
      lines.read(token);
    },
  });
}

function nodeName(term: Term): string {
  return term.termType === 'BlankNode' ? `_:${term.value}` : term.value;
}

/** The kind of the fault and its line. The parser's own words quote the text: they are not passed on. */
function syntaxError(error: ParserError, file: string | undefined): MeridianError {
  const line = error.context?.line;
  return new MeridianError(
    'syntax-error',
    `The text is not valid: ${turtleFault(error.message.replace(/ on line \d+\.?$/, '').trim())}.`,
    {
      place: { ...(file === undefined ? {} : { file }), ...(line === undefined ? {} : { line }) },
      advice: 'Correct the line; a missing dot, quote or prefix shows on the line where reading stopped.',
    },
  );
}
