import type { UnmappedRecorder } from '../../functions/lift-function.ts';
import type { NotedReading, ReadingNotes } from '../../readings.ts';
import type { ReferencePlace, SourceRecord } from '../../sources/record-source.ts';

/** What a function did beside giving values. */
export type Effect =
  | {
      readonly kind: 'unmapped';
      readonly attribute: string;
      readonly value: string;
      readonly place: ReferencePlace | undefined;
      readonly ofDatasets: boolean;
    }
  | { readonly kind: 'patient'; readonly patient: string }
  | {
      readonly kind: 'reading';
      readonly role: 'states' | 'flags';
      readonly value: string;
      readonly attribute: string;
      readonly sets: readonly string[];
    };

/**
 * Stands between functions and what they report to, so that results that are remembered report the same for each
 * record as if the function were called again.
 */
export class NotedEffects implements UnmappedRecorder {
  /** What functions note readings in; absent where nobody asks for them. */
  readonly readings: ReadingNotes | undefined;
  readonly #unmapped: UnmappedRecorder;
  readonly #readings: ReadingNotes | undefined;
  #noted: Effect[] = [];
  /** How many there were in all. */
  count = 0;

  constructor(unmapped: UnmappedRecorder, readings?: ReadingNotes) {
    this.#unmapped = unmapped;
    this.#readings = readings;
    this.readings =
      readings === undefined
        ? undefined
        : {
            note: (role, value, attribute, sets): NotedReading => {
              this.#note({ kind: 'reading', role, value, attribute, sets });
              return readings.note(role, value, attribute, sets);
            },
          };
  }

  add(
    attribute: string,
    value: string,
    record: SourceRecord,
    place?: ReferencePlace,
    ofDatasets = false,
  ): void {
    this.#note({ kind: 'unmapped', attribute, value, place, ofDatasets });
    this.#unmapped.add(attribute, value, record, place, ofDatasets);
  }

  patient(patient: string, record: SourceRecord): void {
    this.#note({ kind: 'patient', patient });
    this.#unmapped.patient?.(patient, record);
  }

  /** What was done since this was last asked; undefined for nothing. */
  take(): readonly Effect[] | undefined {
    if (this.#noted.length === 0) return undefined;
    const noted = this.#noted;
    this.#noted = [];
    return noted;
  }

  repeat(effects: readonly Effect[], record: SourceRecord): void {
    for (const effect of effects) {
      if (effect.kind === 'unmapped')
        this.#unmapped.add(effect.attribute, effect.value, record, effect.place, effect.ofDatasets);
      else if (effect.kind === 'patient') this.#unmapped.patient?.(effect.patient, record);
      else this.#readings?.note(effect.role, effect.value, effect.attribute, effect.sets);
    }
  }

  #note(effect: Effect): void {
    this.count++;
    this.#noted.push(effect);
  }
}
