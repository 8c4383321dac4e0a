import fc from 'fast-check';
import { eucaim } from '../../../server/rdf/vocabulary.ts';
import { smallOntology } from '../../support/small-ontology.ts';
import {
  levelAttributes,
  universe,
  type AttributeName,
  type Patient,
  type Records,
  type Study,
  type Thing,
  type Values,
} from './small-records.ts';

const ontology = smallOntology();

const closed: readonly string[] = ['modality'];
const series: readonly AttributeName[] = levelAttributes.series;
const condition: readonly AttributeName[] = levelAttributes.condition;

/** The worlds that records leave possible: every gap is filled in some way, and nothing is unknown any more. */
export function completions(records: Records): fc.Arbitrary<Records> {
  const described = fc.tuple(
    ...records.datasets.map((dataset) =>
      fillThing(dataset, levelAttributes.dataset).map((filled) => ({ name: dataset.name, ...filled })),
    ),
  );
  const missing = ['1', '2'].filter((name) => !records.datasets.some((dataset) => dataset.name === name));
  const undescribed = fc.tuple(
    ...missing.map((name) =>
      values(levelAttributes.dataset).map((filled) => ({ name, values: filled, unmapped: [] })),
    ),
  );
  return fc
    .tuple(fc.tuple(...records.patients.map(fillPatient)), described, undescribed)
    .map(([patients, known, unknown]) => ({
      patients: patients.map((patient) => patient.person),
      datasets: [...known, ...unknown, ...patients.flatMap(({ extra }) => extra)],
    }));
}

function fillPatient(
  patient: Patient,
): fc.Arbitrary<{ person: Patient; extra: Records['datasets'][number][] }> {
  const flags = (own: readonly string[]): readonly string[] =>
    [...patient.unmapped, ...patient.studies.flatMap((study) => study.unmapped)].filter((name) =>
      own.includes(name),
    );
  const seriesFlags = flags(series);
  const conditionFlags = flags(condition);
  const mayState = (name: string, flagged: readonly string[]): boolean =>
    flagged.includes(name) || (!closed.includes(name) && !patient.complete.includes(name));
  const hasSeries = patient.studies.some((study) => study.series.length > 0);
  // A new thing: where none is recorded, or for an unmapped value of another level (then with that value only).
  const seriesNames = series.filter((name) =>
    hasSeries ? seriesFlags.includes(name) : mayState(name, seriesFlags),
  );
  const conditionNames = condition.filter((name) =>
    patient.conditions.length > 0 ? conditionFlags.includes(name) : mayState(name, conditionFlags),
  );
  const more = (names: readonly AttributeName[]): fc.Arbitrary<Record<string, Values>[]> =>
    names.length > 0 ? fc.array(values(names), { maxLength: 2 }) : fc.constant([]);
  const newDataset =
    (patient.datasets.length === 0 && !patient.complete.includes('collectionMethod')) ||
    patient.unmapped.includes('collectionMethod')
      ? fc.array(values(levelAttributes.dataset), { maxLength: 1 })
      : fc.constant([]);
  return fc
    .tuple(
      fillThing({ ...patient, unmapped: flags(levelAttributes.patient) }, levelAttributes.patient),
      fc.tuple(...patient.conditions.map((thing) => fillThing(flag(thing, conditionFlags), condition))),
      fc.tuple(
        ...patient.studies.map((study) =>
          fc.tuple(...study.series.map((thing) => fillThing(flag(thing, seriesFlags), series))),
        ),
      ),
      more(conditionNames),
      more(seriesNames),
      newDataset,
    )
    .map(([own, conditions, studies, addedConditions, addedSeries, datasets]) => ({
      person: {
        ...patient,
        ...own,
        conditions: [...conditions, ...addedConditions.map(bare)],
        studies: withSeries(studies, addedSeries.map(bare)),
        datasets: [...patient.datasets, ...datasets.map((_, at) => `${patient.name}${at}`)],
      },
      extra: datasets.map((filled, at) => ({ name: `${patient.name}${at}`, values: filled, unmapped: [] })),
    }));
}

/** A thing on which an unmapped value of a level above may stand as well. */
function flag(thing: Thing, flags: readonly string[]): Thing {
  return { ...thing, unmapped: [...thing.unmapped, ...flags] };
}

function fillThing(thing: Thing, attributes: readonly AttributeName[]): fc.Arbitrary<Thing> {
  const open = values(
    attributes.filter(
      (name) =>
        thing.unmapped.includes(name) || (!closed.includes(name) && (thing.values[name] ?? []).length === 0),
    ),
  );
  return fc.tuple(open, fc.nat(5)).map(([filled, detail]) => ({
    values: Object.fromEntries(
      attributes.map((name) => [
        name,
        [...(thing.values[name] ?? []).map((value) => refined(value, detail)), ...(filled[name] ?? [])],
      ]),
    ),
    unmapped: [],
  }));
}

/** What a recorded value turns out to have meant: itself, or something narrower. */
function refined(value: string | number, detail: number): string | number {
  const concept = ontology.concept(eucaim.namespace + String(value));
  if (typeof value === 'number' || concept === undefined) return value;
  const meanings = [...ontology.expand(concept)].filter((iri) => {
    const other = ontology.concept(iri);
    return other !== undefined && (other === concept || ontology.ancestors(other).has(concept.iri.value));
  });
  return (meanings[detail % meanings.length] ?? concept.iri.value).slice(eucaim.namespace.length);
}

function values(attributes: readonly AttributeName[]): fc.Arbitrary<Record<string, Values>> {
  return fc.record(
    Object.fromEntries(
      attributes.map((name) => [
        name,
        fc.uniqueArray(fc.constantFrom<string | number>(...universe[name]), { maxLength: 2 }),
      ]),
    ),
  );
}

const bare = (filled: Record<string, Values>): Thing => ({ values: filled, unmapped: [] });

/** New series stand in a recorded study where there is one. */
function withSeries(studies: readonly (readonly Thing[])[], added: readonly Thing[]): Study[] {
  const all = studies.length === 0 && added.length > 0 ? [[]] : studies;
  return all.map((parts, at) => ({
    values: {},
    unmapped: [],
    series: at === 0 ? [...parts, ...added] : parts,
  }));
}
