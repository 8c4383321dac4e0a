/**
 * Decoders of the character sets a data set may declare (PS3.3 C.12.1.1.2). Sets with code extensions switch within
 * the text; the decoders for Japanese do that themselves, for Korean and Chinese the switches are taken out.
 */
const labels: Readonly<Record<string, string>> = {
  'ISO_IR 100': 'latin1',
  'ISO_IR 101': 'iso-8859-2',
  'ISO_IR 109': 'iso-8859-3',
  'ISO_IR 110': 'iso-8859-4',
  'ISO_IR 144': 'iso-8859-5',
  'ISO_IR 127': 'iso-8859-6',
  'ISO_IR 126': 'iso-8859-7',
  'ISO_IR 138': 'iso-8859-8',
  'ISO_IR 148': 'iso-8859-9',
  'ISO_IR 203': 'iso-8859-15',
  'ISO_IR 166': 'windows-874',
  'ISO_IR 13': 'shift_jis',
  'ISO_IR 192': 'utf-8',
  GB18030: 'gb18030',
  GBK: 'gbk',
  'ISO_IR 87': 'iso-2022-jp',
  'ISO_IR 159': 'iso-2022-jp',
  'ISO_IR 149': 'euc-kr',
  'ISO_IR 58': 'gbk',
};

/** Text of a value in the character sets of (0008,0005); an unknown set is read as Latin-1, ASCII is the same in all. */
export function decodeDicomText(bytes: Uint8Array, characterSets: readonly string[]): string {
  const names = characterSets.map((name) => name.trim().replace(/^ISO 2022 IR/, 'ISO_IR'));
  // With extensions the last set is the one that the text switches to.
  const name = names.findLast((each) => each !== '' && each !== 'ISO_IR 6') ?? '';
  const label = labels[name] ?? 'latin1';
  const text = new TextDecoder(label).decode(withoutSwitches(bytes, label));
  return text;
}

function withoutSwitches(bytes: Uint8Array, label: string): Uint8Array {
  if (label === 'iso-2022-jp' || !bytes.includes(escape)) return bytes;
  const kept: number[] = [];
  for (let index = 0; index < bytes.length; index++) {
    if (bytes[index] !== escape) kept.push(bytes[index] ?? 0);
    // ESC ( B, ESC - A … have three bytes, ESC $ ) C has four.
    else index += bytes[index + 1] === dollar ? 3 : 2;
  }
  return Uint8Array.from(kept);
}

const escape = 0x1b;
const dollar = 0x24;
