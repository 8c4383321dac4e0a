import type { DatasetSummary } from './summarise-dataset.ts';
import type { Bilingual } from './themes.ts';

/**
 * Turns of phrase by collection method: `{from}` and `{to}` are the years of diagnosis, `{n}` is the number of patients.
 * German ones stay within Latin-1.
 */
// prettier-ignore
const collected: Readonly<Record<string, readonly Bilingual[]>> = {
  SPEC1000004: [
    { en: 'All patients who were referred with this question and diagnosed from {from} to {to} were included.', de: 'Alle mit dieser Fragestellung überwiesenen Patienten mit Diagnose von {from} bis {to} wurden eingeschlossen.' },
    { en: '{n} patients diagnosed from {from} to {to} were collected one by one from routine care.', de: '{n} Patienten mit Diagnose von {from} bis {to} wurden einzeln aus der Regelversorgung aufgenommen.' },
    { en: 'Patients were asked for their consent at the examination; diagnoses date from {from} to {to}.', de: 'Die Patienten wurden bei der Untersuchung um ihre Einwilligung gebeten; die Diagnosen stammen aus den Jahren {from} bis {to}.' },
  ],
  SPEC1000005: [
    { en: 'Collected for a case-control study of patients diagnosed from {from} to {to}.', de: 'Erhoben für eine Fall-Kontroll-Studie an Patienten mit Diagnose von {from} bis {to}.' },
    { en: 'The {n} patients, diagnosed from {from} to {to}, were chosen for a case-control study by age and year of examination.', de: 'Die {n} Patienten mit Diagnose von {from} bis {to} wurden für eine Fall-Kontroll-Studie nach Alter und Untersuchungsjahr ausgewählt.' },
  ],
  SPEC1000006: [
    { en: 'Patients diagnosed from {from} to {to} were followed for up to two and a half years, with up to three examinations each.', de: 'Patienten mit Diagnose von {from} bis {to} wurden bis zu zweieinhalb Jahre beobachtet, mit bis zu drei Untersuchungen.' },
    { en: 'A longitudinal cohort of {n} patients who entered at diagnosis, from {from} to {to}, and were examined again as their care required.', de: 'Eine Längsschnittkohorte von {n} Patienten, die von {from} bis {to} bei Diagnose aufgenommen und nach klinischem Bedarf erneut untersucht wurden.' },
  ],
  SPEC1000007: [
    { en: 'Drawn by disease from the records of the tumour board, {from} to {to}.', de: 'Krankheitsbezogen aus den Akten der Tumorkonferenz der Jahre {from} bis {to} zusammengestellt.' },
    { en: 'All cases that the cancer centre treated from {from} to {to} were included where the images were of sufficient quality.', de: 'Eingeschlossen sind alle von {from} bis {to} im Krebszentrum behandelten Fälle mit Bildern ausreichender Qualität.' },
  ],
};

/** By dataset type: original, annotated, processed; `{what}` is what the theme outlines. */
// prettier-ignore
const annotated: Readonly<Record<string, readonly Bilingual[]>> = {
  SPEC1000020: [
    { en: 'The images are as acquired, without annotations.', de: 'Die Bilder liegen wie aufgenommen vor, ohne Annotationen.' },
    { en: 'Original images; nothing has been annotated or resampled.', de: 'Originalbilder; nichts wurde annotiert oder umgerechnet.' },
    { en: 'Images were stripped of personal data and are otherwise unchanged; there are no annotations.', de: 'Aus den Bildern wurden Personendaten entfernt, sonst sind sie unverändert; Annotationen gibt es nicht.' },
  ],
  SPEC1000019: [
    { en: 'Radiologists outlined {what}.', de: 'Radiologisch umrissen sind {what}.' },
    { en: 'Two readers outlined {what} and settled differences together.', de: 'In Doppelbefundung umrissen sind {what}.' },
    { en: 'The annotations show {what}, drawn by hand on every series.', de: 'Von Hand eingezeichnet sind {what}, in jeder Serie.' },
  ],
  SPEC1000018: [
    { en: 'Images were resampled to a common grid; an algorithm segmented {what}, and every result was checked.', de: 'Die Bilder wurden auf ein gemeinsames Raster umgerechnet; automatisch segmentiert und geprüft sind {what}.' },
    { en: 'Intensities were normalised and the images cropped to the region of interest; masks show {what}.', de: 'Die Intensitäten wurden normalisiert und die Bilder auf die Zielregion beschnitten; maskiert sind {what}.' },
  ],
};

/** Two or three sentences: what was imaged and of whom, when and how it was collected, what is annotated. */
export function describeInWords({ dataset, individuals }: DatasetSummary): Bilingual {
  const { theme, wording } = dataset;
  const how = collected[dataset.collectionMethod] ?? [];
  const what = annotated[dataset.type] ?? [];
  const inLanguage = (language: keyof Bilingual): string =>
    [
      `${theme.about[language]}.`,
      ...[how[wording % how.length], what[Math.floor(wording / 7) % what.length]].flatMap(
        (phrase) => phrase?.[language] ?? [],
      ),
    ]
      .join(' ')
      .replaceAll('{from}', String(dataset.firstYear))
      .replaceAll('{to}', String(dataset.lastYear))
      .replaceAll('{n}', String(individuals))
      .replaceAll('{what}', theme.outlines[language]);
  return { en: inLanguage('en'), de: inLanguage('de') };
}
