import dcmjs from 'dcmjs';
import { MeridianError } from '../../errors.ts';

/** One step of a reference: a data element, by tag. */
export interface DicomStep {
  /** Eight hexadecimal digits, upper case, as in the DICOM JSON Model: `00080060`. */
  readonly tag: string;
  /** Value representation of the dictionary; `UN` for a tag it does not know. */
  readonly vr: string;
}

/** Questions of a whole series, which no data element of an instance answers; written like keywords. */
export const seriesCounts = [
  'NumberOfInstances',
  'NumberOfDuplicateInstances',
  'NumberOfMissingInstances',
  'NumberOfTruncatedInstances',
] as const;
export type SeriesCount = (typeof seriesCounts)[number];

export function isSeriesCount(reference: string): reference is SeriesCount {
  return (seriesCounts as readonly string[]).includes(reference);
}

// The keyword map is filled at once; `dictionary` itself is empty until each tag is asked for. The package ships no types.
const { nameMap } = dcmjs.data.DicomMetaDictionary as unknown as {
  readonly nameMap: Readonly<Record<string, { readonly tag: string; readonly vr: string } | undefined>>;
};

/**
 * Compiles `PatientID`, `AdmittingDiagnosesCodeSequence.CodeValue` or `(0008,0060)`: keywords or tags, through
 * sequences with dots. Throws 'bad-mapping' for a keyword that the data dictionary (PS3.6) does not have.
 */
export function compileDicomReference(reference: string): readonly DicomStep[] {
  return reference.split('.').map((part): DicomStep => {
    const hexadecimal = /^\(?([0-9A-Fa-f]{4}),?([0-9A-Fa-f]{4})\)?$/.exec(part);
    if (hexadecimal !== null) {
      const tag = `${hexadecimal[1] ?? ''}${hexadecimal[2] ?? ''}`.toUpperCase();
      return { tag, vr: vrOf(tag) };
    }
    const entry = Object.hasOwn(nameMap, part) ? nameMap[part] : undefined;
    if (entry === undefined) {
      throw new MeridianError('bad-mapping', `"${part}" is no keyword of the DICOM data dictionary.`, {
        advice: `Write the keyword as in PS3.6, a tag like (0008,0060), or one of ${seriesCounts.join(', ')}.`,
      });
    }
    return stepOf(entry);
  });
}

/** The dictionary writes what is of several VRs in small letters: pointers, numbers with or without sign, bulk. */
const writtenVr: Readonly<Record<string, string>> = { up: 'UL', xs: 'US', ox: 'OW', lt: 'OW' };

function stepOf({ tag, vr }: { readonly tag: string; readonly vr: string }): DicomStep {
  return { tag: tag.replace(/[(),]/g, '').toUpperCase(), vr: writtenVr[vr] ?? vr };
}

let byTag: ReadonlyMap<string, string> | undefined;

/** VR of a tag by the dictionary; `UN` for private ones. */
function vrOf(tag: string): string {
  byTag ??= new Map(
    Object.values(nameMap).flatMap((entry) => {
      if (entry === undefined) return [];
      const step = stepOf(entry);
      return [[step.tag, step.vr] as const];
    }),
  );
  return byTag.get(tag) ?? 'UN';
}

/** `(0008,0060)`, and through a sequence `(0008,1084).(0008,0100)`. */
export function displayTag(steps: readonly { readonly tag: string }[]): string {
  return steps.map(({ tag }) => `(${tag.slice(0, 4)},${tag.slice(4)})`).join('.');
}
