/** The UTF-8 form of each byte as the web reads Latin-1 (WHATWG Encoding, windows-1252): three bytes and a length. */
const forms = utf8Forms();

/** Writes text in Latin-1 as UTF-8 from `at` on, which takes at most three times its length. Gives the end. */
export function transcodeLatin1(from: Uint8Array, to: Uint8Array, at: number): number {
  for (const byte of from) {
    if (byte < 0x80) {
      to[at++] = byte;
      continue;
    }
    const form = byte * 4;
    const length = forms[form + 3] ?? 0;
    for (let index = 0; index < length; index++) to[at++] = forms[form + index] ?? 0;
  }
  return at;
}

function utf8Forms(): Uint8Array {
  const [decoder, encoder, table] = [new TextDecoder('latin1'), new TextEncoder(), new Uint8Array(1024)];
  for (let byte = 0; byte < 256; byte++) {
    const form = encoder.encode(decoder.decode(Uint8Array.of(byte)));
    table.set(form, byte * 4);
    table[byte * 4 + 3] = form.length;
  }
  return table;
}
