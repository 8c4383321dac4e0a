import { describePlace, MeridianError } from '../errors.ts';

/** Failures, each once, and of one kind in one file only the first ones: a broken column breaks every row. */
export class FailureList {
  readonly #failures = new Map<string, MeridianError>();
  readonly #kinds = new Map<
    string,
    { readonly file: string | undefined; readonly message: string; count: number }
  >();

  add(error: MeridianError): void {
    const key = `${error.message} ${error.place === undefined ? '' : describePlace(error.place)}`;
    if (this.#failures.has(key)) return;
    const { file } = error.place ?? {};
    const name = JSON.stringify([file, error.message]);
    let kind = this.#kinds.get(name);
    if (kind === undefined) this.#kinds.set(name, (kind = { file, message: error.message, count: 0 }));
    kind.count++;
    if (kind.count <= maxPerKind) this.#failures.set(key, error);
  }

  list(): MeridianError[] {
    const more = [...this.#kinds.values()]
      .filter(({ count }) => count > maxPerKind)
      .map(
        ({ file, message, count }) =>
          new MeridianError(
            'unreadable-source',
            `${count - maxPerKind} more records fail like this: ${message}`,
            {
              ...(file === undefined ? {} : { place: { file } }),
            },
          ),
      );
    return [...this.#failures.values(), ...more];
  }
}

const maxPerKind = 20;
