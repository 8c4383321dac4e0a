/** What bytes mean: the label of a decoder, and what its own code extension begins with, where it has one. */
interface CodeElement {
  readonly label: string;
  /** Bytes that the decoder wants in front. */
  readonly lead?: readonly number[];
}

const singleBytes: Readonly<Record<string, string>> = {
  'IR 100': 'latin1',
  'IR 101': 'iso-8859-2',
  'IR 109': 'iso-8859-3',
  'IR 110': 'iso-8859-4',
  'IR 144': 'iso-8859-5',
  'IR 127': 'iso-8859-6',
  'IR 126': 'iso-8859-7',
  'IR 138': 'iso-8859-8',
  'IR 148': 'iso-8859-9',
  'IR 203': 'iso-8859-15',
  'IR 166': 'windows-874',
  'IR 13': 'shift_jis',
};

/** Character sets by their defined terms (PS3.3 C.12.1.1.2); what may switch to another is written ISO 2022. */
const labels: Readonly<Record<string, string>> = {
  ...singleBytes,
  'IR 192': 'utf-8',
  GB18030: 'gb18030',
  GBK: 'gbk',
  'IR 149': 'euc-kr',
  'IR 58': 'gbk',
};

/** Escape sequences that name what the lower bytes mean from there on (G0), and the upper ones (G1). */
const toLower: Readonly<Record<string, CodeElement | undefined>> = {
  '(B': { label: 'latin1' },
  '(J': { label: 'latin1' },
  $B: { label: 'iso-2022-jp', lead: [0x1b, 0x24, 0x42] },
  '$@': { label: 'iso-2022-jp', lead: [0x1b, 0x24, 0x40] },
  '$(D': { label: 'euc-jp' },
};
const toUpper: Readonly<Record<string, string | undefined>> = {
  '-A': 'latin1',
  '-B': 'iso-8859-2',
  '-C': 'iso-8859-3',
  '-D': 'iso-8859-4',
  '-L': 'iso-8859-5',
  '-G': 'iso-8859-6',
  '-F': 'iso-8859-7',
  '-H': 'iso-8859-8',
  '-M': 'iso-8859-9',
  '-b': 'iso-8859-15',
  '-T': 'windows-874',
  ')I': 'shift_jis',
  '$)C': 'euc-kr',
  '$)A': 'gbk',
};

const escape = 0x1b;
/** Line ends, and what parts values, component groups and components: there the first set is in force again. */
const delimiters = new Set([0x09, 0x0a, 0x0c, 0x0d, 0x3d, 0x5c, 0x5e]);

/**
 * Text of a value in the character sets of (0008,0005), with code extensions (PS3.5 6.1.2). An unknown set is read as
 * Latin-1; ASCII is the same in all.
 */
export function decodeDicomText(bytes: Uint8Array, characterSets: readonly string[]): string {
  if (!bytes.some((byte) => byte > 0x7e || byte === escape)) return latin1(bytes);
  const [first = '', ...more] = characterSets.map(termOf);
  const initial = labels[first] ?? (more.length === 0 || first === '' ? undefined : 'latin1');
  return bytes.includes(escape)
    ? withExtensions(bytes, initial)
    : decoder(initial ?? labels[more.at(-1) ?? ''] ?? 'latin1').decode(bytes);
}

/** `ISO_IR 100`, `ISO 2022 IR 100` and what is miswritten for them are one set: `IR 100`. */
function termOf(name: string): string {
  const term = name
    .trim()
    .toUpperCase()
    .replace(/[-_ ]+/g, ' ');
  return term.replace(/^ISO (2022 )?/, '');
}

function withExtensions(bytes: Uint8Array, initial: string | undefined): string {
  let text = '';
  let lower: CodeElement | undefined;
  let upper = initial;
  let from = 0;
  const flush = (to: number): void => {
    if (to > from) text += decodeRun(bytes.subarray(from, to), lower, upper ?? 'latin1');
    from = to;
  };
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === escape) {
      flush(at);
      const length = bytes[at + 1] === 0x24 && isThirdByte(bytes[at + 2]) ? 4 : 3;
      const sequence = latin1(bytes.subarray(at + 1, at + length));
      if (toUpper[sequence] !== undefined) upper = toUpper[sequence];
      else lower = toLower[sequence]?.label === 'latin1' ? undefined : toLower[sequence];
      from = at + length;
      at = from - 1;
    } else if (lower === undefined && delimiters.has(byte)) {
      flush(at);
      if (initial !== undefined) upper = initial;
    }
  }
  flush(bytes.length);
  return text;
}

/** `ESC $ ) C` has a byte more than `ESC $ B`. */
function isThirdByte(byte: number | undefined): boolean {
  return byte === 0x28 || byte === 0x29;
}

function decodeRun(run: Uint8Array, lower: CodeElement | undefined, upper: string): string {
  if (lower === undefined) return decoder(upper).decode(run);
  if (lower.lead !== undefined) return decoder(lower.label).decode(Uint8Array.from([...lower.lead, ...run]));
  // JIS X 0212 as EUC: a byte 8F before each pair, and both bytes with their high bit.
  const euc = Array.from(run, (byte, index) => (index % 2 === 0 ? [0x8f, byte | 0x80] : [byte | 0x80]));
  return decoder(lower.label).decode(Uint8Array.from(euc.flat()));
}

const decoders = new Map<string, TextDecoder>();

function decoder(label: string): TextDecoder {
  let found = decoders.get(label);
  if (found === undefined) {
    found = new TextDecoder(label);
    decoders.set(label, found);
  }
  return found;
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
