import type { ProviderName } from './population.ts';

/** How a provider keeps its records: sizes, gaps and the words that nobody has mapped. */
export interface Habits {
  readonly name: ProviderName;
  readonly datasets: number;
  readonly patients: number;
  /** How many datasets are pilots of fewer than ten patients. */
  readonly pilots: number;
  /** Share of the datasets that are described in German, too. */
  readonly german: number;
  /** Share of the datasets that leave out an optional value, of each value that its profile lets be left out. */
  readonly silence: number;
  /** Cancer types that the provider's coding has no citable code for. */
  readonly without: readonly string[];
  /** Whether diagnoses come from a complete register rather than from image headers. */
  readonly diagnosesComplete: boolean;
  /** Share of the patients that have no images. */
  readonly withoutImages: number;
  /** Share of the patients that have no cancer. */
  readonly controls: number;
  readonly secondCancer: number;
  readonly diagnosisMissing: number;
  readonly diagnosisUnread: number;
  readonly unreadDiagnoses: readonly string[];
  readonly sexMissing: number;
  readonly sexOutside?: readonly [share: number, written: string];
  readonly ageMissing: number;
  readonly yearMissing: number;
  readonly bodyPartMissing: number;
  readonly unreadBodyParts: readonly string[];
  readonly vendorMissing: number;
  readonly unreadVendors: readonly string[];
  readonly modalityUnread: number;
  readonly unreadModalities: readonly string[];
  /** Share of the series that are no images, and how they are called. */
  readonly modalityOutside?: readonly [share: number, written: string];
  /** Whether PET-CT is one technique here, or a PET and a CT series of one study. */
  readonly hybridSeries: boolean;
  /** Whether each image is a file of its own, so that series are kept short. */
  readonly fewInstances: boolean;
}

export const habits: readonly Habits[] = [
  {
    name: 'north',
    datasets: 20,
    patients: 1400,
    pilots: 0,
    german: 0.3,
    silence: 0,
    without: ['gallbladder'],
    diagnosesComplete: true,
    withoutImages: 0.05,
    controls: 0.05,
    secondCancer: 0.03,
    diagnosisMissing: 0,
    diagnosisUnread: 0.035,
    unreadDiagnoses: ['ONC-117', 'ONC-230'],
    sexMissing: 0.02,
    ageMissing: 0.04,
    yearMissing: 0,
    bodyPartMissing: 0.1,
    unreadBodyParts: ['ABD^DYN', 'PROTOCOL 7'],
    vendorMissing: 0.03,
    unreadVendors: ['PACS-IMPORT', 'Research System'],
    modalityUnread: 0,
    unreadModalities: [],
    modalityOutside: [0.01, 'SR'],
    hybridSeries: true,
    fewInstances: true,
  },
  {
    name: 'south',
    datasets: 22,
    patients: 2400,
    pilots: 1,
    german: 0.2,
    silence: 0.12,
    without: [],
    diagnosesComplete: false,
    withoutImages: 0,
    controls: 0,
    secondCancer: 0,
    diagnosisMissing: 0.06,
    diagnosisUnread: 0.012,
    unreadDiagnoses: ['ONK-17', 'ONK-31'],
    sexMissing: 0.03,
    sexOutside: [0.004, 'O'],
    ageMissing: 1,
    yearMissing: 1,
    bodyPartMissing: 0.14,
    unreadBodyParts: ['PELVI', 'EXAM^3'],
    vendorMissing: 0.02,
    unreadVendors: ['UNKNOWN SCANNER'],
    modalityUnread: 0,
    unreadModalities: [],
    hybridSeries: true,
    fewInstances: false,
  },
  {
    name: 'east',
    datasets: 18,
    patients: 2200,
    pilots: 1,
    german: 1,
    silence: 0,
    without: ['glioblastoma'],
    diagnosesComplete: true,
    withoutImages: 0.05,
    controls: 0.04,
    secondCancer: 0.03,
    diagnosisMissing: 0,
    diagnosisUnread: 0.025,
    unreadDiagnoses: ['Tumor o.n.A.'],
    sexMissing: 0.02,
    sexOutside: [0.004, 'd'],
    ageMissing: 0.06,
    yearMissing: 0.03,
    bodyPartMissing: 0.08,
    unreadBodyParts: ['s. Befund', 'Region 4'],
    vendorMissing: 0.05,
    unreadVendors: ['Leihgerät', 'Altgerät Keller'],
    modalityUnread: 0.02,
    unreadModalities: ['MR-TOMO'],
    hybridSeries: false,
    fewInstances: false,
  },
];
