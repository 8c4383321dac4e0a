import { isDateFormat } from './workbook-dates.ts';
import { readWholeXml } from './workbook-xml.ts';
import type { ZipArchive } from './zip-archive.ts';

/** What the cells of all sheets refer to. */
export interface WorkbookParts {
  readonly sheets: readonly { readonly name: string; readonly path: string }[];
  readonly strings: readonly string[];
  /** By style: whether its numbers are dates. */
  readonly dates: readonly boolean[];
  readonly calendar: 1900 | 1904;
}

/** Bytes of the parts that are held in memory. */
const maxPart = 128 << 20;

/** Reads all of a workbook but its sheets (ECMA-376 part 1, 18.2, 18.4, 18.8). Throws where it is none. */
export async function readWorkbookParts(archive: ZipArchive): Promise<WorkbookParts> {
  const [main] = await related(archive, '', 'officeDocument');
  const workbook = main?.path ?? 'xl/workbook.xml';
  const named: { name: string; id: string }[] = [];
  let calendar: WorkbookParts['calendar'] = 1900;
  await readWholeXml(archive.open(workbook, maxPart), {
    open(element, { name = '', id = '', date1904 }) {
      if (element === 'sheet') named.push({ name: unescaped(name), id });
      if (element === 'workbookPr' && (date1904 === '1' || date1904 === 'true')) calendar = 1904;
    },
  });
  if (named.length === 0) throw new RangeError('there is no sheet');
  const worksheets = new Map(
    (await related(archive, workbook, 'worksheet')).map(({ id, path }) => [id, path]),
  );
  const [styles] = await related(archive, workbook, 'styles');
  const [strings] = await related(archive, workbook, 'sharedStrings');
  return {
    // Sheets that are charts have no cells.
    sheets: named.flatMap(({ name, id }) => {
      const path = worksheets.get(id);
      return path === undefined ? [] : [{ name, path }];
    }),
    strings: strings === undefined ? [] : await readStrings(archive, strings.path),
    dates: styles === undefined ? [] : await readDateStyles(archive, styles.path),
    calendar,
  };
}

/** Parts that a part refers to, of one kind. */
async function related(
  archive: ZipArchive,
  part: string,
  kind: string,
): Promise<readonly { readonly id: string; readonly path: string }[]> {
  const folder = part.slice(0, part.lastIndexOf('/') + 1);
  const list = `${folder}_rels/${part.slice(folder.length)}.rels`;
  const found: { id: string; path: string }[] = [];
  if (!archive.has(list)) return found;
  await readWholeXml(archive.open(list, maxPart), {
    open(element, { Id = '', Type = '', Target = '' }) {
      if (element !== 'Relationship' || !Type.endsWith(`/${kind}`)) return;
      const path = new URL(Target, `file:///${folder}`).pathname.slice(1);
      found.push({ id: Id, path: decodeURIComponent(path) });
    },
  });
  return found;
}

async function readStrings(archive: ZipArchive, path: string): Promise<string[]> {
  const strings: string[] = [];
  let [string, inText, phonetic] = ['', false, false];
  await readWholeXml(archive.open(path, maxPart), {
    open(element) {
      if (element === 'si') string = '';
      else if (element === 'rPh') phonetic = true;
      else inText = element === 't' && !phonetic;
    },
    text(text) {
      if (inText) string += text;
    },
    close(element) {
      inText = false;
      if (element === 'rPh') phonetic = false;
      if (element === 'si') strings.push(unescaped(string));
    },
  });
  return strings;
}

async function readDateStyles(archive: ZipArchive, path: string): Promise<boolean[]> {
  const codes = new Map<number, string>();
  const formats: number[] = [];
  let inCellFormats = false;
  await readWholeXml(archive.open(path, maxPart), {
    open(element, { numFmtId, formatCode }) {
      if (element === 'numFmt') codes.set(Number(numFmtId), formatCode ?? '');
      if (element === 'cellXfs') inCellFormats = true;
      if (element === 'xf' && inCellFormats) formats.push(Number(numFmtId ?? 0));
    },
    close(element) {
      if (element === 'cellXfs') inCellFormats = false;
    },
  });
  return formats.map((id) => isDateFormat(id, codes.get(id)));
}

/** Characters that XML cannot hold are written `_x000D_` (ECMA-376 part 1, 22.9.2.19). */
export function unescaped(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, digits: string) =>
    String.fromCharCode(parseInt(digits, 16)),
  );
}
