import { MeridianError } from '../errors.ts';
import type { Place } from '../errors.ts';
import type { SubjectOrigin } from './lifter.ts';
import { withoutDays } from './without-days.ts';

/** Ids from this length on are found within longer words too; shorter ones would be found by chance. */
const longLength = 6;
const wordLength = 3;
/** Ids of this length are found in texts where they have letters and digits. */
const mixedLength = 5;
const mask = '…';
/** A UID of DICOM (PS3.5 9): six components or more, or a UUID below 2.25 (PS3.5 B.2). */
const uid = /(?<!\d\.|\d)(?:(?:\d+\.){5,}\d+|2\.25\.\d{9,})(?!\d)/g;
const wholeUid = new RegExp(`^(?:${uid.source})$`);

/** Whether an id has the form of a UID, which is replaced wherever it stands: it need not be remembered. */
export function hasUidForm(id: string): boolean {
  return wholeUid.test(id);
}

/** Whether a text is a UID (PS3.5 9.1): of that form, without zeros in front of a component, at most 64 characters. */
export function isUid(text: string): boolean {
  return text.length <= 64 && hasUidForm(text) && !/(?:^|\.)0\d/.test(text);
}

/**
 * The local identifiers that were met while lifting (patients, studies, series, images, cases), and what is said
 * about places without them: whoever names folders by patients puts their ids into every path. Upper and lower case
 * count as equal. What is replaced by `…` in a path:
 *
 * - an id of 6 or more characters, wherever it stands: `img_PAT00123-a.dcm` is `img_…-a.dcm`;
 * - an id of 3 to 5 characters, where it is a whole word between other characters than letters and digits:
 *   `scan_P042.dcm` is `scan_….dcm`, `P0421.dcm` stays;
 * - whatever has the form of a UID of DICOM, met or not: files are named by their instances, and there are many;
 * - a segment with a day in it, but for its extension: names stand beside birth dates. `MEYER_19600304/a.dcm` is
 *   `…/a.dcm`;
 * - any id that is a whole segment, or one without its extension: with the id `1`, `1/1.dcm` is `…/….dcm`.
 *
 * In JSON pointers, segments of digits only are positions and fall under the first rule alone.
 */
export class LocalIds {
  readonly #ids = new Set<string>();
  readonly #names = new Set<string>();
  /** The first two parts of names, in the order of the alphabet. */
  readonly #pairs = new Set<string>();
  /** The UIDs of images without their last component. */
  readonly #roots = new Set<string>();
  /** The last characters of long ids, and how long the ids are that end so. */
  readonly #tails = new Map<string, Set<number>>();
  #masked = new Map<string, string>();

  add(id: string): void {
    const folded = fold(id.trim());
    if (folded === '' || this.#ids.has(folded)) return;
    this.#ids.add(folded);
    if (this.#masked.size > 0) this.#masked = new Map();
    if (folded.length < longLength) return;
    const tail = folded.slice(-longLength);
    const lengths = this.#tails.get(tail);
    if (lengths === undefined) this.#tails.set(tail, new Set([folded.length]));
    else lengths.add(folded.length);
  }

  /** The UID of an image. There are many: only that under which it was given is kept. */
  addUid(uid: string): void {
    const root = parentOf(uid);
    if (hasUidForm(root)) this.#roots.add(root);
  }

  /**
   * A name of a person, as DICOM writes it (`Doe^John`): each part of it is hidden where it is a whole word of a path.
   * Texts are left alone: people are called as things are.
   */
  addName(name: string): void {
    const parts = name.split(/[^\p{L}\p{N}]+/u).map((part) => fold(part.normalize('NFC')));
    const [family = '', given = ''] = parts;
    if (family.length > 1 && given.length > 1) this.#pairs.add(pairOf(family, given));
    for (const part of name.split(/[^\p{L}\p{N}]+/u)) {
      const folded = fold(part.normalize('NFC'));
      if (folded.length < wordLength || this.#names.has(folded)) continue;
      this.#names.add(folded);
      if (this.#masked.size > 0) this.#masked = new Map();
    }
  }

  path(path: string): string {
    let masked = this.#masked.get(path);
    if (masked === undefined) {
      const parts = withoutDays(this.text(path)).split('/');
      masked = parts.map((segment) => this.#segment(segment)).join('/');
      this.#masked.set(path, masked);
    }
    return masked;
  }

  pointer(pointer: string): string {
    const parts = withoutDays(this.text(pointer)).split('/');
    return parts.map((segment) => (/^\d+$/.test(segment) ? segment : this.#segment(segment))).join('/');
  }

  place(place: Place): Place {
    return {
      ...place,
      ...(place.file === undefined ? {} : { file: this.path(place.file) }),
      ...(place.pointer === undefined ? {} : { pointer: this.pointer(place.pointer) }),
    };
  }

  origin(origin: SubjectOrigin): SubjectOrigin {
    const file = this.path(origin.file);
    const pointer = origin.pointer === undefined ? undefined : this.pointer(origin.pointer);
    if (file === origin.file && pointer === origin.pointer) return origin;
    return { ...origin, file, ...(pointer === undefined ? {} : { pointer }) };
  }

  /** The same failure; without its cause where that could still name the path. */
  failure(failure: MeridianError): MeridianError {
    const file = failure.place?.file;
    const message = this.text(
      file === undefined ? failure.message : failure.message.replaceAll(file, () => this.path(file)),
    );
    const place = failure.place === undefined ? undefined : this.place(failure.place);
    const unchanged = place?.file === file && place?.pointer === failure.place?.pointer;
    if (unchanged && message === failure.message) return failure;
    return new MeridianError(failure.code, message, {
      ...(place === undefined ? {} : { place }),
      ...(failure.advice === undefined ? {} : { advice: failure.advice }),
    });
  }

  /** A text without its long ids. */
  text(whole: string): string {
    const text = whole.replace(uid, mask);
    if (this.#tails.size === 0) return text;
    const normal = text.normalize('NFC');
    const folded = fold(normal);
    const spans: { start: number; end: number }[] = [];
    for (let end = longLength; end <= folded.length; end++) {
      let start = end;
      for (const length of this.#tails.get(folded.slice(end - longLength, end)) ?? []) {
        if (length <= end && this.#ids.has(folded.slice(end - length, end)))
          start = Math.min(start, end - length);
      }
      if (start === end) continue;
      // Ids that overlap are one gap.
      for (let last = spans.at(-1); last !== undefined && last.end > start; last = spans.at(-1)) {
        start = Math.min(start, last.start);
        spans.pop();
      }
      spans.push({ start, end });
    }
    if (spans.length === 0) return text;
    let [result, from] = ['', 0];
    for (const { start, end } of spans) {
      result += normal.slice(from, start) + mask;
      from = end;
    }
    return result + normal.slice(from);
  }

  /**
   * Whether a text tells of a patient or image of the delivery: by
   *
   * - an id of 6 or more characters: one of letters and digits anywhere, others where no further letter or digit joins;
   * - an id of 5 characters with a letter and 3 digits, as a whole word;
   * - the UID of an image, or one beside it;
   * - the name of a patient: two parts of it, side by side.
   */
  standIn(text: string): boolean {
    const folded = fold(text.normalize('NFC'));
    if (this.#roots.size > 0 && [...folded.matchAll(uid)].some(([each]) => this.#roots.has(parentOf(each))))
      return true;
    for (let end = longLength; this.#tails.size > 0 && end <= folded.length; end++) {
      for (const length of this.#tails.get(folded.slice(end - longLength, end)) ?? []) {
        const id = folded.slice(Math.max(end - length, 0), end);
        if (!this.#ids.has(id)) continue;
        const [before, after] = [folded.charAt(end - length - 1), folded.charAt(end)];
        if (isMixed(id) || !(joins(before, id.charAt(0)) || joins(id.charAt(length - 1), after))) return true;
      }
    }
    const words = folded.match(/[\p{L}\p{N}]+/gu) ?? [];
    return words.some(
      (word, at) =>
        (word.length === mixedLength && isMixed(word) && /(?:\d.*){3}/.test(word) && this.#ids.has(word)) ||
        this.#pairs.has(pairOf(word, words[at + 1] ?? '')),
    );
  }

  /** Whether a text holds a part of a patient's name as a whole word: for texts in which no words of a language stand. */
  namesStandIn(text: string): boolean {
    return (text.match(/[\p{L}\p{N}]+/gu) ?? []).some((word) => this.#isName(word));
  }

  #segment(segment: string): string {
    if (this.#has(segment) || this.#isName(segment)) return mask;
    const extensions = [segment.lastIndexOf('.'), segment.indexOf('.')].filter((at) => at > 0);
    for (const at of extensions) {
      if (this.#has(segment.slice(0, at))) return mask + segment.slice(at);
    }
    return segment.replace(/[\p{L}\p{N}]+/gu, (word) =>
      word.length >= wordLength &&
      word !== segment.slice(segment.lastIndexOf('.') + 1) &&
      (this.#has(word) || this.#isName(word))
        ? mask
        : word,
    );
  }

  #isName(word: string): boolean {
    return this.#names.size > 0 && this.#names.has(fold(word.normalize('NFC')));
  }

  #has(text: string): boolean {
    return this.#ids.has(fold(text.normalize('NFC')));
  }
}

/** Lower case of equal length, character by character, so that positions hold and context does not matter. */
function fold(text: string): string {
  // eslint-disable-next-line no-control-regex -- all of ASCII, with its control characters
  if (/^[\u0000-\u007f]*$/.test(text)) return text.toLowerCase();
  return text.normalize('NFC').replace(/[^]/gu, (character) => {
    const lower = character.toLowerCase();
    return lower.length === character.length ? lower : character;
  });
}

function isMixed(id: string): boolean {
  return /\p{L}/u.test(id) && /\p{N}/u.test(id);
}

/** Whether two characters are of one number or one word. */
function joins(left: string, right: string): boolean {
  return (/\p{N}/u.test(left) && /\p{N}/u.test(right)) || (/\p{L}/u.test(left) && /\p{L}/u.test(right));
}

function pairOf(one: string, other: string): string {
  return one < other ? `${one} ${other}` : `${other} ${one}`;
}

function parentOf(uid: string): string {
  return uid.slice(0, Math.max(uid.lastIndexOf('.'), 0));
}
