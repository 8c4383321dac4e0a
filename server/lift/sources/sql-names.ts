/**
 * The queries that read a table by the name that a mapping gives (R2RML 5.1, `rr:tableName`, a SQL identifier that may
 * have a schema in front), in the order in which they are tried: as the database reads plain names, and letter by
 * letter, since mappings often forget the quotes.
 */
export function tableQueries(name: string): string[] {
  const parts = partsOf(name);
  const letterByLetter = parts.map(({ text }) => quotedIdentifier(text)).join('.');
  const plain = parts.map(({ text, quoted }) => (quoted ? quotedIdentifier(text) : text)).join('.');
  const regular = parts.every(({ text, quoted }) => quoted || /^[A-Za-z_][\w$]*$/.test(text));
  return [...new Set(regular ? [plain, letterByLetter] : [letterByLetter])].map(
    (table) => `SELECT * FROM ${table}`,
  );
}

/**
 * The column that a reference names: `"Name"` letter by letter, `name` letter by letter or, where no column is
 * written so, without regard to case, as databases read plain names. Nothing where none or more than one fits.
 */
export function columnNamed(columns: readonly string[], reference: string): number | undefined {
  const [part, ...rest] = partsOf(reference);
  const quoted = rest.length === 0 && part?.quoted === true;
  const name = quoted ? part.text : reference;
  const exact = indexesOf(columns, (column) => column === name);
  if (exact.length > 0 || quoted) return exact.length === 1 ? exact[0] : undefined;
  const folded = indexesOf(columns, (column) => column.toLowerCase() === name.toLowerCase());
  return folded.length === 1 ? folded[0] : undefined;
}

/** One query without the semicolon at its end, which no cursor takes. */
export function bareQuery(query: string): string {
  return query.trim().replace(/(?:;\s*)+$/, '');
}

function quotedIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** `hospital."My Table"` in its parts; a name with anything else in it is one part as it stands. */
function partsOf(name: string): { text: string; quoted: boolean }[] {
  if (!/^(?:"(?:[^"]|"")+"|[^".]+)(?:\.(?:"(?:[^"]|"")+"|[^".]+))*$/.test(name))
    return [{ text: name, quoted: false }];
  return [...name.matchAll(/"((?:[^"]|"")+)"|[^".]+/g)].map(([whole, inside]) =>
    inside === undefined
      ? { text: whole, quoted: false }
      : { text: inside.replaceAll('""', '"'), quoted: true },
  );
}

function indexesOf(columns: readonly string[], fits: (column: string) => boolean): number[] {
  return columns.flatMap((column, index) => (fits(column) ? [index] : []));
}
