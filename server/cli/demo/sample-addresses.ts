/** Addresses that sample catalogues name: authority tables of the profiles, and example.org for everything invented. */
export const addresses = {
  health: 'http://publications.europa.eu/resource/authority/data-theme/HEAL',
  english: 'http://publications.europa.eu/resource/authority/language/ENG',
  nonPublic: 'http://publications.europa.eu/resource/authority/access-right/NON_PUBLIC',
  restricted: 'http://publications.europa.eu/resource/authority/access-right/RESTRICTED',
  healthDataSpace: 'http://data.europa.eu/eli/reg/2025/327/oj',
  healthRecords:
    'https://hdeu-dcat.acceptance.data.health.europa.eu/resource/authority/healthcategories/EHRS',
  dicomFiles: 'https://www.iana.org/assignments/media-types/application/dicom',
  site: (provider: string): string => `https://${provider}.example.org`,
  mail: (provider: string, name: string): string => `mailto:${name}@${provider}.example.org`,
} as const;
