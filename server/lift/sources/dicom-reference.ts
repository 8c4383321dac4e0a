import dcmjs from 'dcmjs';
import { MeridianError } from '../../errors.ts';

/** One step of a reference: a data element, by tag. */
export interface DicomStep {
  /** Eight hexadecimal digits, upper case, as in the DICOM JSON Model: `00080060`. */
  readonly tag: string;
  /** Value representation of the dictionary; `UN` for a tag it does not know. */
  readonly vr: string;
}

/** The count of instances of a series; no data element of an instance, but a question of the whole series. */
export const numberOfInstances = 'NumberOfInstances';

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
    if (hexadecimal !== null)
      return { tag: `${hexadecimal[1] ?? ''}${hexadecimal[2] ?? ''}`.toUpperCase(), vr: 'UN' };
    const entry = Object.hasOwn(nameMap, part) ? nameMap[part] : undefined;
    if (entry === undefined) {
      throw new MeridianError('bad-mapping', `"${part}" is no keyword of the DICOM data dictionary.`, {
        advice: `Write the keyword as in PS3.6, a tag like (0008,0060), or ${numberOfInstances}.`,
      });
    }
    return { tag: entry.tag.replace(/[(),]/g, '').toUpperCase(), vr: entry.vr };
  });
}

/** `(0008,0060)`, and through a sequence `(0008,1084).(0008,0100)`. */
export function displayTag(steps: readonly { readonly tag: string }[]): string {
  return steps.map(({ tag }) => `(${tag.slice(0, 4)},${tag.slice(4)})`).join('.');
}
