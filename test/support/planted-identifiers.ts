/** A direct identifier that was put into a delivery, to be looked for wherever something comes out. */
export interface Planted {
  /** Where it was put: `omop NOTE.note_text`, `dicom (0010,0010)`. */
  readonly where: string;
  readonly value: string;
}

/** Plants identifiers: each value is made up of letters that stand nowhere else, and is remembered. */
export class Planting {
  readonly planted: Planted[] = [];
  #number = 0;
  #days = 0;

  /** A name or text. */
  word(where: string, around: (word: string) => string = (word) => word): string {
    const word = `zqxw${this.#letters()}vy`;
    return this.#put(where, word, around(word));
  }

  /** A number of a patient, case or telephone. */
  number(where: string, around: (digits: string) => string = (digits) => digits): string {
    const digits = `9173${String(++this.#number).padStart(3, '0')}6482`;
    return this.#put(where, digits, around(digits));
  }

  /** A UID below a root that stands nowhere else. */
  uid(where: string): string {
    const uid = `2.25.91736482.${++this.#number}.77`;
    return this.#put(where, uid, uid);
  }

  /** A day, as `YYYYMMDD`; how it is written is left to the caller. */
  day(where: string): string {
    const number = ++this.#days;
    // Years apart, so that no shifted day is another planted one by chance.
    const day = `${1801 + 3 * number}${String(1 + (number % 12)).padStart(2, '0')}${String(11 + (number % 17))}`;
    return this.#put(where, day, day);
  }

  #put(where: string, value: string, written: string): string {
    this.planted.push({ where, value });
    return written;
  }

  #letters(): string {
    const number = ++this.#number;
    return String(number)
      .padStart(3, '0')
      .replace(/\d/g, (digit) => 'bcdfghjklm'.charAt(Number(digit)));
  }

  /** What of it stands in a text, in any form that a program might have given it. */
  foundIn(text: string): Planted[] {
    const folded = text.toLowerCase();
    return this.planted.filter(({ value }) => formsOf(value).some((form) => folded.includes(form)));
  }
}

function formsOf(value: string): string[] {
  const bytes = Buffer.from(value);
  const day = /^(\d{4})(\d{2})(\d{2})$/.exec(value);
  return [
    value,
    bytes.toString('hex'),
    bytes.toString('base64').replace(/=+$/, '').slice(0, -1),
    ...(day === null
      ? []
      : [
          `${day[1] ?? ''}-${day[2] ?? ''}-${day[3] ?? ''}`,
          `${day[3] ?? ''}.${day[2] ?? ''}.${day[1] ?? ''}`,
        ]),
  ].map((form) => form.toLowerCase());
}
