import { describePlace, MeridianError } from '../errors.ts';

/** Failures, each once, and of one kind in one file only the first ones: a broken column breaks every row. */
export class FailureList {
  readonly #failures = new Map<string, MeridianError>();
  readonly #counts = new Map<string, number>();

  add(error: MeridianError): void {
    const key = `${error.message} ${error.place === undefined ? '' : describePlace(error.place)}`;
    if (this.#failures.has(key)) return;
    const kind = `${error.place?.file ?? ''} ${error.message}`;
    const count = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, count);
    if (count <= maxPerKind) this.#failures.set(key, error);
  }

  list(): MeridianError[] {
    const more = [...this.#counts]
      .filter(([, count]) => count > maxPerKind)
      .map(([kind, count]) => {
        const [file] = kind.split(' ');
        return new MeridianError(
          'unreadable-source',
          `${count - maxPerKind} more records fail like this: ${kind}`,
          {
            ...(file === undefined ? {} : { place: { file } }),
          },
        );
      });
    return [...this.#failures.values(), ...more];
  }
}

const maxPerKind = 20;
