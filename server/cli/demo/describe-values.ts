import { bodyParts, modalities, vendors } from './image-words.ts';
import { plain, term, typed } from './metadata-tree.ts';
import type { TreeProperty } from './metadata-tree.ts';
import type { DatasetSummary } from './summarise-dataset.ts';

/**
 * How far a catalogue follows EUCAIM. `eucaim`: EUCAIM DCAT-AP 2.0 in full. `health`: HealthDCAT-AP release 7 as
 * hospitals write it, with ICD-10 notations in place of some conditions and words in place of some modality codes.
 */
export type CatalogueStyle = 'eucaim' | 'health';

/** The youngest and the oldest, in whole years. */
export function ages({ ages: range }: DatasetSummary): TreeProperty[] {
  if (range === undefined) return [];
  return [
    ['healthdcatap:minTypicalAge', typed(range[0], 'xsd:nonNegativeInteger')],
    ['healthdcatap:maxTypicalAge', typed(range[1], 'xsd:nonNegativeInteger')],
  ];
}

/** The first and the last year of diagnosis. */
export function years({ years: range }: DatasetSummary): TreeProperty[] {
  if (range === undefined) return [];
  return [
    ['mer:minYearOfDiagnosis', typed(range[0], 'xsd:gYear')],
    ['mer:maxYearOfDiagnosis', typed(range[1], 'xsd:gYear')],
  ];
}

/** The years in which the images were made. */
export function acquisition({ acquired }: DatasetSummary): TreeProperty[] {
  if (acquired === undefined) return [];
  const [first, last] = acquired;
  return [
    [
      'dct:temporal',
      {
        type: 'dct:PeriodOfTime',
        properties: [
          ['dcat:startDate', typed(`${first.slice(0, 4)}-01-01`, 'xsd:date')],
          ['dcat:endDate', typed(`${last.slice(0, 4)}-12-31`, 'xsd:date')],
        ],
      },
    ],
  ];
}

/** The sexes that occur. */
export function sexes({ sexes: found }: DatasetSummary): TreeProperty[] {
  return found.map((sex) => [
    'eucaim:hasBirthSex',
    term(sex === 'female' ? 'eucaim:COM1001370' : 'eucaim:COM1001366'),
  ]);
}

/** The condition, in the style of HealthDCAT-AP at times only by its ICD-10 notation. */
export function condition({ dataset, cancer }: DatasetSummary, style: CatalogueStyle): TreeProperty[] {
  if (style === 'health' && dataset.number % 2 === 0 && cancer.category !== undefined) {
    return [['healthdcatap:hasCodeValues', plain(cancer.category)]];
  }
  return [['eucaim:hasCondition', term(`eucaim:${cancer.eucaim}`)]];
}

/** Techniques, body parts and makers; in the style of HealthDCAT-AP some techniques are words. */
export function images(summary: DatasetSummary, style: CatalogueStyle): TreeProperty[] {
  const words = style === 'health' && summary.dataset.number % 3 === 0;
  return [
    ...summary.modalities.map((key): TreeProperty => {
      const modality = modalities[key];
      // Both CT codes are in use: the technique's and the procedure's.
      const code =
        summary.dataset.number % 2 === 1 && 'eucaimAlso' in modality ? modality.eucaimAlso : modality.eucaim;
      return ['eucaim:hasImageModality', words ? plain(modality.label) : term(`eucaim:${code}`)];
    }),
    ...summary.bodyParts.map((key): TreeProperty => [
      'eucaim:hasImageBodyPart',
      term(`eucaim:${bodyParts[key].eucaim}`),
    ]),
    ...summary.vendors.map((key): TreeProperty => [
      'eucaim:hasEquipmentManufacturer',
      term(`eucaim:${vendors[key].eucaim}`),
    ]),
  ];
}
