/** Shows how far long work has come: on a terminal only, one line that is rewritten; nothing in a pipe. */
export class Progress {
  readonly #stream: NodeJS.WriteStream;
  #shown = 0;
  #length = 0;

  constructor(stream: NodeJS.WriteStream = process.stderr) {
    this.#stream = stream;
  }

  /** `share` from 0 to 1; left out where it is not known. */
  show(work: string, share?: number): void {
    if (!this.#stream.isTTY) return;
    const now = Date.now();
    if (now - this.#shown < 80 && share !== 1) return;
    this.#shown = now;
    const line = share === undefined ? work : `${work} ${Math.round(share * 100)} %`;
    this.#stream.write(`\r${line.padEnd(this.#length)}`);
    this.#length = line.length;
  }

  /** Clears the line. */
  done(): void {
    if (!this.#stream.isTTY || this.#length === 0) return;
    this.#stream.write(`\r${' '.repeat(this.#length)}\r`);
    this.#length = 0;
  }
}
