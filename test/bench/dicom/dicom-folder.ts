import { closeSync, ftruncateSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from '../../../server/cli/demo/random.ts';
import type { FileEncoding, WrittenElement } from '../../support/write-dicom.ts';
import { sequenceEnd, writeDicomHeader } from '../../support/write-dicom.ts';

export interface WrittenFolder {
  readonly files: number;
  readonly series: number;
  readonly patients: number;
  /** Bytes as the file system tells them; images are holes. */
  readonly bytes: number;
}

/** CT Image Storage, MR Image Storage (PS3.4 B.5). */
const classes = [
  ['CT', '1.2.840.10008.5.1.4.1.1.2'],
  ['MR', '1.2.840.10008.5.1.4.1.1.4'],
] as const;

/** Transfer syntaxes of PS3.5 annex A as archives hold them, the first most often: explicit, implicit, lossless JPEG. */
const encodings: readonly FileEncoding[] = [
  { syntax: '1.2.840.10008.1.2.1', explicit: true, encapsulated: false },
  { syntax: '1.2.840.10008.1.2', explicit: false, encapsulated: false },
  { syntax: '1.2.840.10008.1.2.4.70', explicit: true, encapsulated: true },
];

/** Writes an archive of so many files: patients with studies, series of 20 to 120 images, a folder for each series. */
export function writeDicomFolder(folder: string, files: number, random: Random): WrittenFolder {
  let [written, series, patients, bytes] = [0, 0, 0, 0];
  while (written < files) {
    patients++;
    const study = `1.2.826.0.1.3680043.2.1125.${patients}.${random.int(1, 1e9)}`;
    for (let each = random.int(1, 3); each > 0 && written < files; each--) {
      series++;
      const [modality, sopClass] = random.pick(classes);
      const encoding = random.chance(0.6)
        ? random.pick(encodings.slice(0, 1))
        : random.pick(encodings.slice(1));
      const common = { patient: `P${patients}`, study, series: `${study}.${series}`, modality, sopClass };
      const place = join(folder, `P${patients}`, String(series));
      mkdirSync(place, { recursive: true });
      const count = Math.min(random.int(20, 120), files - written);
      for (let number = 1; number <= count; number++, written++) {
        bytes += writeImage(join(place, `IM${number}`), encoding, elementsOf(common, number, random), random);
      }
    }
  }
  return { files: written, series, patients, bytes };
}

function writeImage(
  path: string,
  encoding: FileEncoding,
  elements: readonly WrittenElement[],
  random: Random,
): number {
  // Most images are small; one in five has more than the first bytes that are read by far.
  const pixels = (random.chance(0.2) ? random.int(200_000, 500_000) : random.int(40_000, 140_000)) & ~1;
  const header = writeDicomHeader(encoding, elements, pixels);
  const size = header.length + pixels;
  const descriptor = openSync(path, 'w');
  writeSync(descriptor, header);
  ftruncateSync(descriptor, size);
  if (encoding.encapsulated) writeSync(descriptor, sequenceEnd, 0, sequenceEnd.length, size);
  closeSync(descriptor);
  return size;
}

interface Common {
  readonly patient: string;
  readonly study: string;
  readonly series: string;
  readonly modality: string;
  readonly sopClass: string;
}

/** About a hundred elements, as a scanner writes them: a third of them private, and two sequences. */
function elementsOf(common: Common, number: number, random: Random): WrittenElement[] {
  const uid = `${common.series}.${number}`;
  const decimal = (): string => (random.int(1, 400_000) / 1000).toFixed(3);
  const short = (value: number): Uint8Array => Uint8Array.from([value & 255, value >> 8]);
  const reference: WrittenElement[] = [
    [0x00081150, 'UI', common.sopClass],
    [0x00081155, 'UI', `${uid}.1`],
  ];
  const filler: WrittenElement[] = Array.from({ length: 30 }, (_, index) => [
    0x00191010 + index,
    index % 3 === 0 ? 'DS' : index % 3 === 1 ? 'SS' : 'LO',
    index % 3 === 0 ? decimal() : index % 3 === 1 ? short(index) : `private value ${index}`,
  ]);
  return [
    [0x00080005, 'CS', 'ISO_IR 100'],
    [0x00080008, 'CS', 'ORIGINAL\\PRIMARY\\AXIAL'],
    [0x00080012, 'DA', '20240117'],
    [0x00080013, 'TM', '083000'],
    [0x00080016, 'UI', common.sopClass],
    [0x00080018, 'UI', uid],
    [0x00080020, 'DA', '20240117'],
    [0x00080021, 'DA', '20240117'],
    [0x00080022, 'DA', '20240117'],
    [0x00080023, 'DA', '20240117'],
    [0x00080030, 'TM', '083000'],
    [0x00080031, 'TM', '083100'],
    [0x00080032, 'TM', '083112.5'],
    [0x00080033, 'TM', '083112.9'],
    [0x00080050, 'SH', `A${common.patient}`],
    [0x00080060, 'CS', common.modality],
    [0x00080070, 'LO', random.pick(['SIEMENS', 'GE MEDICAL SYSTEMS', 'Philips Medical Systems'])],
    [0x00080080, 'LO', 'Institution'],
    [0x00080090, 'PN', 'Referring^Physician'],
    [0x00081010, 'SH', 'STATION1'],
    [0x00081030, 'LO', 'Thorax mit Kontrastmittel'],
    [0x0008103e, 'LO', 'Thorax 5.0 B31f'],
    [0x00081090, 'LO', 'Scanner 64'],
    [0x00081140, 'SQ', [reference, reference, reference]],
    [0x00090010, 'LO', 'MAKER 01'],
    [0x00091010, 'LO', 'x'.repeat(200)],
    [0x00100010, 'PN', `Patient^${common.patient}`],
    [0x00100020, 'LO', common.patient],
    [0x00100030, 'DA', '19520304'],
    [0x00100040, 'CS', 'F'],
    [0x00101010, 'AS', '071Y'],
    [0x00101030, 'DS', '70'],
    [0x00180015, 'CS', 'CHEST'],
    [0x00180022, 'CS', 'HELICAL MODE'],
    [0x00180050, 'DS', '5'],
    [0x00180060, 'DS', '120'],
    [0x00180090, 'DS', '500'],
    [0x00181020, 'LO', 'syngo 2012B'],
    [0x00181030, 'LO', 'Thorax Routine'],
    [0x00181100, 'DS', decimal()],
    [0x00181110, 'DS', '1040'],
    [0x00181111, 'DS', '570'],
    [0x00181120, 'DS', '0'],
    [0x00181150, 'IS', '500'],
    [0x00181151, 'IS', '120'],
    [0x00181210, 'SH', 'B31f'],
    [0x00185100, 'CS', 'HFS'],
    [0x00190010, 'LO', 'MAKER 19'],
    ...filler,
    [0x0020000d, 'UI', common.study],
    [0x0020000e, 'UI', common.series],
    [0x00200010, 'SH', '1'],
    [0x00200011, 'IS', '2'],
    [0x00200012, 'IS', '1'],
    [0x00200013, 'IS', String(number)],
    [0x00200032, 'DS', `${decimal()}\\${decimal()}\\${decimal()}`],
    [0x00200037, 'DS', '1\\0\\0\\0\\1\\0'],
    [0x00200052, 'UI', `${common.study}.0`],
    [0x00201041, 'DS', decimal()],
    [0x00280002, 'US', short(1)],
    [0x00280004, 'CS', 'MONOCHROME2'],
    [0x00280010, 'US', short(512)],
    [0x00280011, 'US', short(512)],
    [0x00280030, 'DS', '0.7\\0.7'],
    [0x00280100, 'US', short(16)],
    [0x00280101, 'US', short(12)],
    [0x00280102, 'US', short(11)],
    [0x00280103, 'US', short(0)],
    [0x00281050, 'DS', '40'],
    [0x00281051, 'DS', '400'],
    [0x00281052, 'DS', '-1024'],
    [0x00281053, 'DS', '1'],
    [0x00290010, 'LO', 'MAKER 29'],
    [0x00291010, 'OB', Buffer.alloc(2000)],
    [0x00321060, 'LO', 'Thorax'],
    [0x00400244, 'DA', '20240117'],
    [0x00400245, 'TM', '083000'],
    [0x00400253, 'SH', '1'],
    [
      0x00400260,
      'SQ',
      [
        [
          [0x00080100, 'SH', 'CTTHX'],
          [0x00080102, 'SH', 'LOCAL'],
          [0x00080104, 'LO', 'Thorax'],
        ],
      ],
    ],
  ];
}
