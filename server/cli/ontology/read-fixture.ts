import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseRdf } from '../../rdf/parse-rdf.ts';
import type { Quad } from '../../rdf/terms.ts';

/** Where the invented things lie on which competency questions are answered. */
export function fixtureFolder(queries: string): string {
  return join(queries, 'competency', 'fixture');
}

/** Reads the invented things below a folder of queries. Throws `syntax-error` with file and line. */
export async function readFixture(queries: string): Promise<readonly Quad[]> {
  const folder = fixtureFolder(queries);
  const files = readdirSync(folder).filter((name) => name.endsWith('.ttl'));
  const parsed = await Promise.all(
    files.sort().map((name) => {
      const file = join(folder, name);
      return parseRdf(readFileSync(file), {
        mediaType: 'text/turtle',
        baseIri: pathToFileURL(file).href,
        file,
      });
    }),
  );
  return parsed.flatMap(({ quads }) => quads);
}
