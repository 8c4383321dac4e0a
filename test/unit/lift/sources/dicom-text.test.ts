import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decodeDicomText } from '../../../../server/lift/sources/dicom-text.ts';

const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');

/** Values of PS3.5 annexes H, I, J and K, and of other sets; as bytes, their character sets, and what they say. */
const cases: readonly (readonly [name: string, value: Buffer, sets: string, text: string])[] = [
  ['ASCII', bytes('Adams^John'), '', 'Adams^John'],
  ['Latin-1', bytes('Buc^J\xe9r\xf4me'), 'ISO_IR 100', 'Buc^Jérôme'],
  ['Latin-1, miswritten', bytes('\xc4neas'), 'ISO-IR 100', 'Äneas'],
  ['Latin-2', bytes('Wa\xb3\xeasa'), 'ISO_IR 101', 'Wałęsa'],
  ['Greek', bytes('\xc4\xe9\xef'), 'ISO_IR 126', 'Διο'],
  ['Cyrillic', bytes('\xbb\xee'), 'ISO_IR 144', 'Лю'],
  ['UTF-8', Buffer.from('Wang^小東'), 'ISO_IR 192', 'Wang^小東'],
  ['GB18030', Buffer.from([0xcd, 0xf5, 0x5e, 0xd0, 0xa1]), 'GB18030', '王^小'],
  [
    'H.3-1',
    bytes('Yamada^Tarou=\x1b$B;3ED\x1b(B^\x1b$BB@O:\x1b(B=\x1b$B$d$^$@\x1b(B^\x1b$B$?$m$&\x1b(B'),
    '\\ISO 2022 IR 87',
    'Yamada^Tarou=山田^太郎=やまだ^たろう',
  ],
  [
    'H.3-2',
    bytes(
      '\xd4\xcf\xc0\xde^\xc0\xdb\xb3=\x1b$B;3ED\x1b(J^\x1b$BB@O:\x1b(J=\x1b$B$d$^$@\x1b(J^\x1b$B$?$m$&\x1b(J',
    ),
    'ISO 2022 IR 13\\ISO 2022 IR 87',
    'ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう',
  ],
  [
    'I.2',
    bytes('Hong^Gildong=\x1b$)C\xfb\xf3^\x1b$)C\xd1\xce\xd4\xd7=\x1b$)C\xc8\xab^\x1b$)C\xb1\xe6\xb5\xbf'),
    '\\ISO 2022 IR 149',
    'Hong^Gildong=洪^吉洞=홍^길동',
  ],
  [
    'K.2',
    bytes('Zhang^XiaoDong=\x1b$)A\xd5\xc5^\x1b$)A\xd0\xa1\xb6\xab='),
    '\\ISO 2022 IR 58',
    'Zhang^XiaoDong=张^小东=',
  ],
  ['Korean without a second switch', bytes('\x1b$)C\xfb\xf3^\xd1\xce'), '\\ISO 2022 IR 149', '洪^吉'],
  ['Cyrillic behind Latin-1', bytes('\xe9\x1b-L\xbb^\xe9'), 'ISO 2022 IR 100\\ISO 2022 IR 144', 'éЛ^é'],
  ['JIS X 0212', bytes('a\x1b$(D"/\x1b(Bb'), '\\ISO 2022 IR 159', 'a˘b'],
  ['a double byte that holds a backslash', bytes('\x1b$B%\\\x1b(B\\b'), '\\ISO 2022 IR 87', 'ボ\\b'],
  ['an unknown set', bytes('\xe9'), 'ISO_IR 999', 'é'],
  ['a switch that breaks off', bytes('a\x1b$'), '\\ISO 2022 IR 87', 'a'],
];

describe('decodeDicomText', () => {
  for (const [name, value, sets, text] of cases) {
    it(name, () => {
      assert.equal(decodeDicomText(value, sets.split('\\')), text);
    });
  }
});
