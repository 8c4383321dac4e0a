/** How a cancer type looks in hospitals, and how each provider's coding names it. */
export interface CancerType {
  readonly key: string;
  readonly label: string;
  readonly german: string;
  /** Local name of its EUCAIM class. */
  readonly eucaim: string;
  /** ICD-10 codes in use for it. */
  readonly icd10: readonly string[];
  /** The ICD-10 category that the hyper-ontology gives for its class, where there is one. */
  readonly category?: string;
  readonly snomed?: string;
  /** OMOP standard concept, where one could be cited (mappings/sssom/omop-condition-eucaim). */
  readonly omop?: string;
  /** Share of datasets, relative to the others. */
  readonly weight: number;
  readonly femaleShare: number;
  readonly age: readonly [mean: number, deviation: number];
}

/** Twenty-two cancer types of the hyper-ontology; the first four are in every provider. */
// prettier-ignore
export const cancerTypes: readonly CancerType[] = [
  { key: 'prostate', label: 'Prostate cancer', german: 'Prostatakarzinom', eucaim: 'CLIN1000075', icd10: ['C61'], category: 'C61', snomed: '399068003', omop: '4163261', weight: 6, femaleShare: 0, age: [66, 8] },
  { key: 'breast', label: 'Breast cancer', german: 'Mammakarzinom', eucaim: 'CLIN1000060', icd10: ['C50', 'C50.4', 'C50.9'], category: 'C50', snomed: '254837009', omop: '4112853', weight: 6, femaleShare: 0.99, age: [59, 12] },
  { key: 'lung', label: 'Lung cancer', german: 'Lungenkarzinom', eucaim: 'CLIN1000065', icd10: ['C34', 'C34.1', 'C34.2', 'C34.3'], category: 'C34', snomed: '363358000', omop: '443388', weight: 6, femaleShare: 0.4, age: [67, 9] },
  { key: 'colon', label: 'Colon cancer', german: 'Kolonkarzinom', eucaim: 'CLIN1000057', icd10: ['C18', 'C18.2', 'C18.9'], category: 'C18', snomed: '363406005', omop: '4180790', weight: 3, femaleShare: 0.47, age: [69, 11] },
  { key: 'rectum', label: 'Rectal cancer', german: 'Rektumkarzinom', eucaim: 'CLIN1000077', icd10: ['C20'], category: 'C20', snomed: '363351006', omop: '443390', weight: 4, femaleShare: 0.4, age: [66, 11] },
  { key: 'sigmoid', label: 'Sigmoid colon cancer', german: 'Sigmakarzinom', eucaim: 'CLIN1053561', icd10: ['C18.7'], snomed: '363410008', omop: '443381', weight: 1, femaleShare: 0.45, age: [68, 11] },
  { key: 'liver', label: 'Liver cancer', german: 'Leberkarzinom', eucaim: 'CLIN1000071', icd10: ['C22'], category: 'C22', snomed: '93870000', omop: '4246127', weight: 3, femaleShare: 0.28, age: [66, 10] },
  { key: 'brain', label: 'Brain cancer', german: 'Hirntumor', eucaim: 'CLIN1007976', icd10: ['C71', 'C71.1'], category: 'C71', snomed: '428061005', weight: 2, femaleShare: 0.43, age: [56, 15] },
  { key: 'kidney', label: 'Kidney cancer', german: 'Nierenkarzinom', eucaim: 'CLIN1000058', icd10: ['C64'], category: 'C64', snomed: '363518003', omop: '196653', weight: 2, femaleShare: 0.36, age: [64, 11] },
  { key: 'pancreas', label: 'Pancreatic cancer', german: 'Pankreaskarzinom', eucaim: 'CLIN1000079', icd10: ['C25', 'C25.0'], category: 'C25', snomed: '363418001', omop: '4180793', weight: 2, femaleShare: 0.47, age: [69, 10] },
  { key: 'stomach', label: 'Stomach cancer', german: 'Magenkarzinom', eucaim: 'CLIN1000090', icd10: ['C16', 'C16.3'], category: 'C16', snomed: '363349007', omop: '443387', weight: 1, femaleShare: 0.37, age: [67, 12] },
  { key: 'oesophagus', label: 'Oesophageal cancer', german: 'Ösophaguskarzinom', eucaim: 'CLIN1000094', icd10: ['C15', 'C15.5'], category: 'C15', snomed: '363402007', omop: '4181343', weight: 1, femaleShare: 0.24, age: [66, 10] },
  { key: 'bladder', label: 'Bladder cancer', german: 'Harnblasenkarzinom', eucaim: 'CLIN1000181', icd10: ['C67', 'C67.2'], category: 'C67', snomed: '399326009', omop: '197508', weight: 1, femaleShare: 0.25, age: [70, 10] },
  { key: 'cervix', label: 'Cervical cancer', german: 'Zervixkarzinom', eucaim: 'CLIN1003317', icd10: ['C53', 'C53.1'], category: 'C53', snomed: '363354003', omop: '198984', weight: 1, femaleShare: 1, age: [52, 14] },
  { key: 'uterus', label: 'Uterine cancer', german: 'Uteruskarzinom', eucaim: 'CLIN1003316', icd10: ['C55'], category: 'C55', snomed: '371973000', weight: 1, femaleShare: 1, age: [65, 11] },
  { key: 'thyroid', label: 'Thyroid cancer', german: 'Schilddrüsenkarzinom', eucaim: 'CLIN1059392', icd10: ['C73'], category: 'C73', snomed: '363478007', weight: 1, femaleShare: 0.72, age: [50, 15] },
  { key: 'headNeck', label: 'Head and neck cancer', german: 'Kopf-Hals-Tumor', eucaim: 'CLIN1059399', icd10: ['C76.0'], category: 'C76.0', snomed: '255056009', weight: 1, femaleShare: 0.27, age: [62, 10] },
  { key: 'lymphoma', label: 'Non-Hodgkin lymphoma', german: 'Non-Hodgkin-Lymphom', eucaim: 'CLIN1046323', icd10: ['C85', 'C85.1'], category: 'C85', snomed: '118601006', omop: '4038838', weight: 1, femaleShare: 0.45, age: [65, 14] },
  { key: 'bone', label: 'Bone cancer', german: 'Knochentumor', eucaim: 'CLIN1000172', icd10: ['C41', 'C40.2'], snomed: '428281000', omop: '443564', weight: 1, femaleShare: 0.44, age: [38, 19] },
  { key: 'softTissue', label: 'Soft tissue cancer', german: 'Weichteiltumor', eucaim: 'CLIN1007997', icd10: ['C49', 'C49.2'], category: 'C49', snomed: '269469005', weight: 1, femaleShare: 0.45, age: [58, 17] },
  { key: 'gallbladder', label: 'Gallbladder cancer', german: 'Gallenblasenkarzinom', eucaim: 'CLIN1000089', icd10: ['C23'], category: 'C23', weight: 1, femaleShare: 0.68, age: [71, 10] },
  { key: 'glioblastoma', label: 'Glioblastoma', german: 'Glioblastom', eucaim: 'CLIN1007990', icd10: [], snomed: '393563007', omop: '40571980', weight: 1, femaleShare: 0.42, age: [62, 11] },
];

const byKey = new Map(cancerTypes.map((cancer) => [cancer.key, cancer]));

export function cancerType(key: string): CancerType {
  const cancer = byKey.get(key);
  if (cancer === undefined) throw new RangeError(`There is no cancer type "${key}" in the sample.`);
  return cancer;
}
