/** Names of code systems as people know them, by prefix. */
const names: Readonly<Record<string, string>> = {
  BIRNLEX: 'BIRNLex',
  DCM: 'DICOM',
  DUO: 'Data Use Ontology',
  EUCAIM: 'EUCAIM',
  ICD10: 'ICD-10',
  ICDO3: 'ICD-O-3',
  LOINC: 'LOINC',
  NCIT: 'NCI Thesaurus',
  OMOP: 'OMOP',
  RADLEX: 'RadLex',
  SNOMEDCT: 'SNOMED CT',
  UCUM: 'UCUM',
  UMLS: 'UMLS',
};

/** The name of a code system; its prefix where it has no other. */
export function systemName(prefix: string): string {
  return Object.hasOwn(names, prefix) ? (names[prefix] ?? prefix) : prefix;
}
