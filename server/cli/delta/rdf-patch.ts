export interface PatchCounts {
  readonly added: number;
  readonly removed: number;
}

/**
 * What leads from one sorted list of statements to another, as rows of an RDF Patch: `D` for what goes, `A` for what
 * comes, between `TX` and `TC`. Nothing at all where they are equal. Holds one line of each.
 */
export async function writePatch(
  before: AsyncIterable<string>,
  after: AsyncIterable<string>,
  write: (text: string) => void,
): Promise<PatchCounts> {
  const [old, young] = [before[Symbol.asyncIterator](), after[Symbol.asyncIterator]()];
  let [was, is] = await Promise.all([old.next(), young.next()]);
  let [added, removed] = [0, 0];
  const row = (operation: 'A' | 'D', line: string): void => {
    write(`${added + removed === 0 ? 'TX .\n' : ''}${operation} ${line}\n`);
  };
  while (was.done !== true || is.done !== true) {
    if (is.done === true || (was.done !== true && was.value < is.value)) {
      row('D', String(was.value));
      removed++;
      was = await old.next();
    } else if (was.done === true || is.value < was.value) {
      row('A', is.value);
      added++;
      is = await young.next();
    } else [was, is] = await Promise.all([old.next(), young.next()]);
  }
  if (added + removed > 0) write('TC .\n');
  return { added, removed };
}
