import { cancerType } from './cancer-words.ts';
import { describeInWords } from './describe-in-words.ts';
import { bodyParts, modalities, vendors } from './image-words.ts';
import type { SampleProvider, SampleSeries } from './population.ts';
import type { Random } from './random.ts';
import { releaseOf } from './release-of.ts';
import { addresses } from './sample-addresses.ts';
import type { SampleFile } from './sample-files.ts';
import { summariseDatasets } from './summarise-dataset.ts';
import type { DatasetSummary } from './summarise-dataset.ts';
import { writeCsv } from './write-csv.ts';

type Cell = string | number | undefined;

const delivery = `# An institute that keeps its catalogue and its register in spreadsheets, in German.
profile: eucaim-2.0
sources:
  - { source: spreadsheet, files: ['*.csv'] }
`;

/** The columns of the catalogue, each with what a dataset has there. */
const catalogueColumns: readonly (readonly [name: string, cell: (summary: DatasetSummary) => Cell])[] = [
  ['Nr', ({ dataset }) => dataset.number],
  ['Kennung', ({ dataset }) => `${addresses.site('east')}/dataset/${dataset.number}`],
  ['Titel', ({ dataset }) => dataset.title.de],
  ['Titel (englisch)', ({ dataset }) => dataset.title.en],
  ['Beschreibung', (summary) => describeInWords(summary).de],
  ['Beschreibung (englisch)', (summary) => describeInWords(summary).en],
  ['Krebsart', ({ cancer }) => cancer.german],
  ['Schlagwörter', ({ dataset }) => dataset.theme.keywords.de.join('|')],
  [
    'Schlagwörter (englisch)',
    ({ dataset, cancer }) => [cancer.label, ...dataset.theme.keywords.en].join('|'),
  ],
  ['ICD-10', ({ cancer }) => cancer.icd10[0]],
  ['Modalitäten', ({ modalities: used }) => used.map((key) => modalities[key].german[0]).join('|')],
  ['Körperregionen', ({ bodyParts: shown }) => shown.map((key) => bodyParts[key].german[0]).join('|')],
  ['Hersteller', ({ vendors: makers }) => makers.map((key) => vendors[key].german[0]).join('|')],
  ['Geschlechter', ({ sexes }) => sexes.map((sex) => (sex === 'female' ? 'w' : 'm')).join('|')],
  ['Alter von', ({ ages }) => ages?.[0]],
  ['Alter bis', ({ ages }) => ages?.[1]],
  ['Diagnosejahr von', ({ years }) => years?.[0]],
  ['Diagnosejahr bis', ({ years }) => years?.[1]],
  ['Patienten', ({ individuals }) => individuals],
  ['Untersuchungen', ({ studies }) => studies],
  ['Erhebung', ({ collectionMethod = '' }) => collectionMethods[collectionMethod]],
  ['Art', ({ dataset }) => types[dataset.type]],
  ['EUCAIM-Stufe', ({ dataset }) => dataset.tier],
  ['Zugang', ({ dataset }) => accesses[dataset.access]],
  ['Antrag', ({ dataset }) => `${addresses.site('east')}/request/${dataset.number}`],
  ['Version', (summary) => releaseOf(summary).version],
  ['Ausgabe', (summary) => releaseOf(summary).issued],
  ['Geändert', (summary) => releaseOf(summary).modified],
  ['Herkunft', () => 'Von einem Programm erfunden; kein Mensch und keine Einrichtung steht dahinter.'],
  ['Herausgeber', () => 'East Cancer Institute'],
  ['E-Mail', () => 'datenstelle@east.example.org'],
  ['Zugangsstelle', () => 'Zugangsstelle der Beispielregion'],
  ['E-Mail Zugangsstelle', () => 'zugangsstelle@east.example.org'],
];
const clinicalColumns = ['Patienten-Nr', 'Geschlecht', 'ICD-10', 'Alter', 'Diagnosejahr', 'Datensätze'];
const imagingColumns = 'Patienten-Nr|Untersuchung|Datum|Serie|Modalität|Region|Gerät|Bilder'.split('|');

const collectionMethods: Readonly<Record<string, string>> = {
  SPEC1000004: 'patientenbasiert',
  SPEC1000005: 'Fall-Kontrolle',
  SPEC1000006: 'Längsschnitt',
  SPEC1000007: 'krankheitsbezogen',
};
const types: Readonly<Record<string, string>> = {
  SPEC1000018: 'verarbeitet',
  SPEC1000019: 'annotiert',
  SPEC1000020: 'Original',
};
const accesses = {
  DOWNLOAD: 'Download',
  IN_SITU_PROCESSING: 'vor Ort',
  REMOTE_PROCESSING: 'Fernverarbeitung',
} as const;

/** The delivery of the east: three spreadsheets with German headers and words, semicolons, Windows characters. */
export function eastSample(provider: SampleProvider, random: Random): SampleFile[] {
  return [
    { path: 'delivery.yaml', content: delivery },
    table(
      'catalogue.csv',
      catalogueColumns.map(([name]) => name),
      summariseDatasets(provider).map((summary) => catalogueColumns.map(([, cell]) => cell(summary))),
    ),
    table('clinical.csv', clinicalColumns, clinicalRows(provider, random)),
    table('imaging.csv', imagingColumns, imagingRows(provider, random)),
  ];
}

/** Spreadsheet programs on Windows write Windows-1252; for the letters used here that is Latin-1. */
function table(path: string, columns: readonly string[], rows: readonly (readonly Cell[])[]): SampleFile {
  return { path, content: Buffer.from(writeCsv(columns, rows, ';'), 'latin1') };
}

/** One row a diagnosis; patients of the register without a cancer have one row with an empty diagnosis. */
function clinicalRows({ patients }: SampleProvider, random: Random): Cell[][] {
  return patients.flatMap((patient) => {
    const sex =
      patient.sex.state === 'known'
        ? patient.sex.key === 'female'
          ? random.pick(['w', 'w', 'W', 'weiblich'])
          : random.pick(['m', 'm', 'M', 'männlich'])
        : patient.sex.state === 'outside'
          ? patient.sex.written
          : undefined;
    const row = (icd10?: string, age?: number, year?: number): Cell[] => [
      patient.localId,
      sex,
      icd10,
      age?.toFixed(1).replace('.', ','),
      year,
      patient.datasets.join('|'),
    ];
    if (patient.conditions.length === 0) return [row()];
    return patient.conditions.map(({ cancer, age, year }) =>
      row(cancer.state === 'known' ? random.pick(cancerType(cancer.key).icd10) : written(cancer), age, year),
    );
  });
}

function imagingRows({ patients }: SampleProvider, random: Random): Cell[][] {
  return patients.flatMap((patient) =>
    patient.studies.flatMap((study, studyIndex) =>
      study.series.map((series, seriesIndex) => {
        const examination = `U${patient.number}-${studyIndex + 1}`;
        const { modality, bodyPart, vendor } = series;
        return [
          patient.localId,
          examination,
          study.date.split('-').reverse().join('.'),
          `${examination}/${seriesIndex + 1}`,
          modality.state === 'known' ? random.pick(modalities[modality.key].german) : written(modality),
          bodyPart.state === 'known' ? random.pick(bodyParts[bodyPart.key].german) : written(bodyPart),
          vendor.state === 'known' ? random.pick(vendors[vendor.key].german) : written(vendor),
          series.instances,
        ];
      }),
    ),
  );
}

function written(
  value: SampleSeries['bodyPart'] | SampleSeries['modality'] | SampleSeries['vendor'],
): string | undefined {
  return 'written' in value ? value.written : undefined;
}
