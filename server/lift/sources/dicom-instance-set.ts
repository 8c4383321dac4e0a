/**
 * Which instances were met, as 63 bits of a hash each: 12 to 24 bytes an instance, however long its UID. Of ten
 * million instances, two are taken for one with a chance of one in 180,000.
 */
export class DicomInstanceSet {
  #slots = new Uint32Array(2 * 1024);
  #size = 0;

  /** Whether the instance is new to the series. */
  add(series: string, instance: string): boolean {
    if (this.#size * 3 > this.#slots.length) this.#grow();
    const low = hash(series, hash(instance, 0x811c9dc5));
    // Both zero marks a free place.
    const high = (hash(instance, hash(series, 0x01234567)) | 1) >>> 0;
    if (!place(this.#slots, low, high)) return false;
    this.#size++;
    return true;
  }

  #grow(): void {
    const larger = new Uint32Array(this.#slots.length * 2);
    for (let at = 0; at < this.#slots.length; at += 2) {
      const [low = 0, high = 0] = this.#slots.subarray(at, at + 2);
      if (high !== 0) place(larger, low, high);
    }
    this.#slots = larger;
  }
}

/** Open addressing; false where the pair is there already. */
function place(slots: Uint32Array, low: number, high: number): boolean {
  const mask = slots.length - 2;
  for (let at = (low * 2) & mask; ; at = (at + 2) & mask) {
    if (slots[at + 1] === 0) {
      slots[at] = low;
      slots[at + 1] = high;
      return true;
    }
    if (slots[at] === low && slots[at + 1] === high) return false;
  }
}

/** 32 bits, each character mixed in as MurmurHash3 does. */
function hash(text: string, seed: number): number {
  let state = seed;
  for (let index = 0; index < text.length; index++) {
    state ^= Math.imul(text.charCodeAt(index), 0xcc9e2d51);
    state = Math.imul((state << 13) | (state >>> 19), 5) + 0xe6546b64;
  }
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return (state ^ (state >>> 16)) >>> 0;
}
