import type { Weighted } from './random.ts';

/** An imaging technique: its EUCAIM class, its DICOM code and how a German imaging table calls it. */
export interface ModalityWords {
  readonly eucaim: string;
  /** What the catalogue of another hospital writes instead; people use both. */
  readonly eucaimAlso?: string;
  readonly dicom: string;
  readonly label: string;
  readonly german: readonly string[];
  /** Images of one series. */
  readonly instances: readonly [number, number];
}

export const modalities = {
  mr: {
    eucaim: 'IMG1000022',
    dicom: 'MR',
    label: 'Magnetic resonance imaging',
    german: ['MRT', 'mrt', 'Kernspin'],
    instances: [20, 180],
  },
  ct: {
    eucaim: 'IMG1000026',
    eucaimAlso: 'IMG1000042',
    dicom: 'CT',
    label: 'Computed tomography',
    german: ['CT', 'Computertomographie'],
    instances: [60, 520],
  },
  pet: {
    eucaim: 'IMG1000037',
    dicom: 'PT',
    label: 'Positron emission tomography',
    german: ['PET'],
    instances: [150, 350],
  },
  petct: {
    eucaim: 'IMG1004451',
    dicom: 'PT',
    label: 'PET-CT',
    german: ['PET-CT', 'PET/CT'],
    instances: [200, 700],
  },
  us: {
    eucaim: 'IMG1000040',
    dicom: 'US',
    label: 'Ultrasound',
    german: ['Sono', 'Sonographie', 'US'],
    instances: [5, 40],
  },
  mammography: {
    eucaim: 'IMG1000030',
    dicom: 'MG',
    label: 'Mammography',
    german: ['Mammographie', 'MG'],
    instances: [2, 8],
  },
  cr: {
    eucaim: 'IMG1000024',
    dicom: 'CR',
    label: 'Computed radiography',
    german: ['Röntgen CR'],
    instances: [1, 2],
  },
  dx: {
    eucaim: 'IMG1000028',
    dicom: 'DX',
    label: 'Digital radiography',
    // The shorter word says no more than "X-ray"; whoever asks for digital radiography cannot be sure of it.
    german: ['Röntgen', 'Röntgen digital'],
    instances: [1, 3],
  },
} as const satisfies Record<string, ModalityWords>;

export type Modality = keyof typeof modalities;

/** A part of the body, as DICOM headers and as a free text column write it. */
export interface BodyPartWords {
  readonly eucaim: string;
  readonly dicom: readonly string[];
  readonly german: readonly string[];
}

// prettier-ignore
export const bodyParts = {
  prostate: { eucaim: 'BP1000021', dicom: ['PROSTATE', 'PROSTATE', 'Prostata', 'PELVIS^PROSTATE'], german: ['Prostata', 'prostata', 'Becken/Prostata'] },
  pelvis: { eucaim: 'BP1000092', dicom: ['PELVIS', 'PELVIS', 'Becken'], german: ['Becken', 'kl. Becken'] },
  breast: { eucaim: 'BP1000136', dicom: ['BREAST', 'BREAST', 'MAMMA LI', 'MAMMA RE'], german: ['Mamma li', 'Mamma re', 'Mamma bds.', 'Brust'] },
  chest: { eucaim: 'BP1000067', dicom: ['CHEST', 'CHEST', 'THORAX'], german: ['Thorax', 'thorax'] },
  lung: { eucaim: 'BP1000113', dicom: ['LUNG', 'Thorax/Lunge'], german: ['Lunge', 'Thorax/Lunge'] },
  abdomen: { eucaim: 'BP1000173', dicom: ['ABDOMEN', 'Abdomen', 'ABD'], german: ['Abdomen', 'Oberbauch'] },
  abdomenPelvis: { eucaim: 'BP1000211', dicom: ['ABDOMENPELVIS', 'ABDOMEN/PELVIS'], german: ['Abdomen/Becken', 'Abdomen + Becken'] },
  colon: { eucaim: 'BP1000257', dicom: ['COLON'], german: ['Kolon', 'Dickdarm'] },
  rectum: { eucaim: 'BP1000130', dicom: ['RECTUM', 'Rektum'], german: ['Rektum'] },
  liver: { eucaim: 'BP1000105', dicom: ['LIVER', 'Leber'], german: ['Leber'] },
  kidney: { eucaim: 'BP1000298', dicom: ['KIDNEY'], german: ['Niere', 'Nieren'] },
  pancreas: { eucaim: 'BP1000209', dicom: ['PANCREAS'], german: ['Pankreas'] },
  bladder: { eucaim: 'BP1000301', dicom: ['BLADDER'], german: ['Harnblase'] },
  uterus: { eucaim: 'BP1000085', dicom: ['UTERUS'], german: ['Uterus'] },
  thyroid: { eucaim: 'BP1000286', dicom: ['THYROID'], german: ['Schilddrüse'] },
  neck: { eucaim: 'BP1000121', dicom: ['NECK', 'Hals'], german: ['Hals'] },
  head: { eucaim: 'BP1000120', dicom: ['HEAD', 'Kopf', 'SKULL^BRAIN'], german: ['Kopf', 'Schädel'] },
  headNeck: { eucaim: 'BP1000008', dicom: ['HEADNECK', 'HEAD/NECK'], german: ['Kopf/Hals'] },
  brain: { eucaim: 'BP1000051', dicom: ['BRAIN'], german: ['Gehirn', 'Hirn'] },
  oesophagus: { eucaim: 'BP1000303', dicom: ['ESOPHAGUS'], german: ['Ösophagus'] },
  extremity: { eucaim: 'BP1000171', dicom: ['EXTREMITY'], german: ['Extremität'] },
  wholeBody: { eucaim: 'BP1000145', dicom: ['WHOLEBODY', 'WHOLE BODY'], german: ['Ganzkörper'] },
} as const satisfies Record<string, BodyPartWords>;

export type BodyPart = keyof typeof bodyParts;

/** A maker of equipment, in the spellings of headers and of people. */
export interface VendorWords {
  readonly eucaim: string;
  readonly dicom: readonly string[];
  readonly german: readonly string[];
}

// prettier-ignore
export const vendors = {
  siemens: { eucaim: 'IMG1000044', dicom: ['SIEMENS', 'SIEMENS', 'Siemens Healthineers', 'Siemens HealthCare GmbH'], german: ['Siemens', 'Siemens Healthineers', 'SIEMENS Magnetom'] },
  ge: { eucaim: 'IMG1000047', dicom: ['GE MEDICAL SYSTEMS', 'GE MEDICAL SYSTEMS', 'GE Healthcare', 'G.E. Medical Systems'], german: ['GE', 'GE Healthcare'] },
  philips: { eucaim: 'IMG1000046', dicom: ['Philips Medical Systems', 'Philips', 'Philips Healthcare'], german: ['Philips', 'Philips Achieva'] },
  toshiba: { eucaim: 'IMG1000045', dicom: ['TOSHIBA', 'TOSHIBA_MEC'], german: ['Toshiba'] },
  canon: { eucaim: 'IMG1000050', dicom: ['CANON_MEC', 'Canon Medical Systems'], german: ['Canon'] },
  hologic: { eucaim: 'IMG1000064', dicom: ['HOLOGIC, Inc.', 'Lorad, A Hologic Company'], german: ['Hologic'] },
  fujifilm: { eucaim: 'IMG1000060', dicom: ['FUJIFILM Corporation', 'FUJI PHOTO FILM Co., ltd.'], german: ['Fujifilm', 'Fuji'] },
  agfa: { eucaim: 'IMG1000051', dicom: ['Agfa', 'Agfa-Gevaert AG'], german: ['Agfa'] },
} as const satisfies Record<string, VendorWords>;

export type Vendor = keyof typeof vendors;

const scanners: readonly Weighted<Vendor>[] = [
  ['siemens', 42],
  ['ge', 24],
  ['philips', 22],
  ['toshiba', 7],
  ['canon', 5],
];

/** Who makes the equipment of a technique, and how often. */
export function vendorsOf(modality: Modality): readonly Weighted<Vendor>[] {
  if (modality === 'mammography') {
    return [
      ['hologic', 48],
      ['siemens', 22],
      ['ge', 18],
      ['fujifilm', 12],
    ];
  }
  if (modality === 'cr' || modality === 'dx') {
    return [
      ['agfa', 35],
      ['fujifilm', 30],
      ['siemens', 20],
      ['philips', 15],
    ];
  }
  return scanners;
}
