import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import type { Query } from '@traqula/rules-sparql-1-2';
import { MeridianError, withPlace } from '../errors.ts';
import type { PrefixTable } from '../rdf/prefixes.ts';
import { bindParameters } from './bind-parameters.ts';
import type { ParameterValues } from './bind-parameters.ts';
import { guardQuery } from './guard.ts';
import type { QueryForm } from './guard.ts';
import { readQueryHeader } from './read-query-header.ts';
import type { QueryHeader, QueryParameter } from './read-query-header.ts';
import { walkSyntax } from './walk-syntax.ts';

/** One `.rq` file. */
export interface LibraryQuery extends Required<Pick<QueryHeader, 'summary' | 'plane' | 'tags'>> {
  /** Name of the file without `.rq`. */
  readonly name: string;
  /** `catalogue`, `competency`, `examples` … */
  readonly folder: string;
  readonly description: string;
  readonly competency: string | undefined;
  readonly parameters: readonly QueryParameter[];
  /** Values to try it with; without them the presets of the parameters show what it does. */
  readonly example: ParameterValues;
  readonly form: QueryForm;
  /** Variables of the answer in their order; none for ASK, CONSTRUCT and DESCRIBE. */
  readonly columns: readonly string[];
  /** The file as it stands: valid SPARQL. */
  readonly text: string;
}

/** The queries of the `queries` folder, parsed at start. */
export interface QueryLibrary {
  /** By folder, then by name. */
  readonly queries: readonly LibraryQuery[];
  /** Throws `not-found`. */
  query(name: string): LibraryQuery;
  /** The text of a query with its parameters bound; throws `not-found`, or `bad-request` for values that do not fit. */
  bind(name: string, values: ParameterValues): string;
}

interface Loaded {
  readonly query: LibraryQuery;
  /** Offset of the brace that opens the WHERE clause. */
  readonly whereStart: number;
}

/** Reads every `.rq` file below a folder. Throws `bad-query` with the file at fault: a broken query fails the start. */
export function loadQueryLibrary(folder: string, prefixes: PrefixTable): QueryLibrary {
  const loaded = new Map<string, Loaded>();
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.rq'))
    .sort();
  for (const path of paths) {
    const each = loadQuery(folder, path.split(sep).join('/'), prefixes);
    const other = loaded.get(each.query.name);
    if (other !== undefined) {
      throw bad(path, `There is a query of this name in ${other.query.folder} already`);
    }
    loaded.set(each.query.name, each);
  }
  const find = (name: string): Loaded => {
    const found = loaded.get(name);
    if (found !== undefined) return found;
    throw new MeridianError('not-found', `There is no query "${name}".`, {
      advice: 'GET /queries lists all queries.',
    });
  };
  return {
    queries: [...loaded.values()].map(({ query }) => query),
    query: (name) => find(name).query,
    bind: (name, values) => {
      const { query, whereStart } = find(name);
      return bindParameters(query.text, whereStart, query.parameters, values, prefixes);
    },
  };
}

function loadQuery(folder: string, path: string, prefixes: PrefixTable): Loaded {
  const text = readFileSync(join(folder, path), 'utf8');
  const header = readQueryHeader(text, path);
  try {
    const { form, syntax } = guardQuery(text);
    const columns = columnsOf(syntax);
    const returns = form === 'SELECT' ? columns.join(', ') : form === 'ASK' ? 'boolean' : 'graph';
    if (header.returns.replaceAll(/,\s*/g, ', ') !== returns) {
      throw bad(path, `It returns ${returns}, and its header says ${header.returns}`);
    }
    const parameters = header.parameters ?? [];
    const whereStart = syntax.where?.loc;
    const start = whereStart?.sourceLocationType === 'source' ? whereStart.start : undefined;
    if (start === undefined && parameters.length > 0) throw bad(path, 'Parameters need a WHERE clause');
    const query: LibraryQuery = {
      name: basename(path, '.rq'),
      folder: dirname(path),
      summary: header.summary,
      description: header.description ?? '',
      tags: header.tags ?? [],
      plane: header.plane ?? 'catalogue',
      competency: header.competency,
      parameters,
      example: exampleOf(header),
      form,
      columns,
      text,
    };
    checkParameters(query, start ?? 0, syntax, prefixes);
    checkExample(query, start ?? 0, prefixes);
    return { query, whereStart: start ?? 0 };
  } catch (error) {
    throw withPlace(error, { file: path });
  }
}

/** Every parameter is a variable of the query, and the query still parses with all of them bound. */
function checkParameters(query: LibraryQuery, start: number, syntax: unknown, prefixes: PrefixTable): void {
  const variables = new Set<string>();
  for (const node of walkSyntax(syntax)) {
    if (node.type === 'term' && node.subType === 'variable')
      variables.add((node as unknown as { value: string }).value);
  }
  const examples: Record<string, string> = {};
  for (const { name, type, default: preset } of query.parameters) {
    if (!variables.has(name)) throw bad(query.name, `The parameter ${name} is no variable of the query`);
    examples[name] =
      preset === undefined ? { iri: 'urn:x', literal: 'x', integer: '1' }[type] : String(preset);
  }
  guardQuery(bindParameters(query.text, start, query.parameters, examples, prefixes));
}

function exampleOf({ example = {} }: QueryHeader): ParameterValues {
  return Object.fromEntries(
    Object.entries(example).map(([name, value]) => [name, Array.isArray(value) ? value : String(value)]),
  );
}

/** A query with an example can be asked with it. */
function checkExample(query: LibraryQuery, start: number, prefixes: PrefixTable): void {
  if (Object.keys(query.example).length === 0) return;
  try {
    bindParameters(query.text, start, query.parameters, query.example, prefixes);
  } catch (error) {
    throw bad(
      query.name,
      `Its example does not fit: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/** The names that a SELECT projects, each a variable or the variable of an AS; `*` is not taken. */
function columnsOf(syntax: Query): string[] {
  if (syntax.subType !== 'select') return [];
  return syntax.variables.map((each) => {
    if (each.type === 'wildcard') throw new MeridianError('bad-query', 'Name the variables instead of *.');
    return each.type === 'term' ? each.value : each.variable.value;
  });
}

function bad(file: string, message: string): MeridianError {
  return new MeridianError('bad-query', `${message}.`, { place: { file } });
}
