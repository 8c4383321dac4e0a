import type { OxigraphFailure } from './oxigraph-message.ts';

interface Pattern {
  readonly pattern: RegExp;
  readonly failure: (match: RegExpExecArray) => Omit<OxigraphFailure, 'fatal'>;
}

/** What Oxigraph's messages mean. Read in order; the first that fits says it. */
const queryPatterns: readonly Pattern[] = [
  {
    pattern: /^error at (\d+):(\d+): (?:expected )?(.*)$/s,
    failure: (match) => ({
      code: 'bad-query',
      message: sayExpected(match[3] ?? ''),
      place: { line: Number(match[1]), column: Number(match[2]) },
    }),
  },
  {
    pattern: /^Not supported (?:RDF|SPARQL query results) format media type: (.*)$/,
    failure: (match) => ({
      code: 'not-acceptable',
      message: `This form of query cannot be answered as ${match[1] ?? 'that'}.`,
      advice:
        'SELECT and ASK give SPARQL results in JSON, XML, CSV or TSV; CONSTRUCT and DESCRIBE give Turtle, N-Triples, JSON-LD or RDF/XML.',
    }),
  },
  {
    pattern: /^(?:The (?:service|custom function) .* is not supported|HTTP client is not available.*)$/is,
    failure: (match) => ({ code: 'unsupported-query', message: match[0] }),
  },
  {
    // V8's longest string, which is what an answer is before it becomes bytes.
    pattern: /^Cannot create a string longer than/,
    failure: () => ({
      code: 'too-large',
      message: 'The answer is larger than 512 MiB.',
      advice: 'Ask for less at a time with LIMIT, or for fewer variables.',
    }),
  },
];

const loadPatterns: readonly Pattern[] = [
  {
    pattern: /^Parser error at line (\d+)(?: between columns? (\d+)[^:]*)?(?:[^:]*): (.*)$/s,
    failure: (match) => ({
      code: 'syntax-error',
      message: match[3] ?? match[0],
      place: { line: Number(match[1]), ...(match[2] === undefined ? {} : { column: Number(match[2]) }) },
    }),
  },
];

/** How a failure of a query is told: `bad-query` with line and column, `not-acceptable`, `unsupported-query` … */
export function queryFailure(error: unknown): OxigraphFailure {
  return fatalFailure(error) ?? matchFailure(error, queryPatterns, 'bad-query');
}

/** How a failure of a load is told: `syntax-error` with the line. */
export function loadFailure(error: unknown): OxigraphFailure {
  return fatalFailure(error) ?? matchFailure(error, loadPatterns, 'syntax-error');
}

/**
 * A trap in WebAssembly (out of memory, stack exhausted, panic) leaves the store in an unknown state: reads may still
 * answer, and wrongly. Only plain errors are refusals that the engine made on purpose.
 */
function fatalFailure(error: unknown): OxigraphFailure | undefined {
  const refusal = error instanceof Error && error.name !== 'RuntimeError' && !(error instanceof RangeError);
  if (refusal) return undefined;
  return {
    fatal: true,
    code: 'internal',
    message: `The graph engine failed: ${error instanceof Error ? error.message : String(error)}.`,
    advice: 'The engine is being restarted. If the same query fails again, make it simpler.',
  };
}

function matchFailure(
  error: unknown,
  patterns: readonly Pattern[],
  code: OxigraphFailure['code'],
): OxigraphFailure {
  const message = error instanceof Error ? error.message : String(error);
  for (const { pattern, failure } of patterns) {
    const match = pattern.exec(message);
    if (match !== null) return { fatal: false, ...failure(match) };
  }
  return { fatal: false, code, message };
}

/** The grammar's expectations are long lists of character classes; the words among them are what helps. */
function sayExpected(expected: string): string {
  if (expected.includes('Prefix not found')) return 'A prefix is used here that is not declared.';
  const words = expected.match(/\b[A-Z][A-Za-z ]{2,}\b/g) ?? [];
  return words.length === 0
    ? 'The text cannot be read on from here.'
    : `The text cannot be read on from here; expected ${[...new Set(words)].slice(0, 6).join(', ')}.`;
}
