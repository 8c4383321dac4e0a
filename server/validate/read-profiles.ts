import { MeridianError } from '../errors.ts';
import type { Term } from '../rdf/terms.ts';
import { dct, mer, rdf, sh } from '../rdf/vocabulary.ts';
import { IndexedDataset } from './indexed-dataset.ts';
import type { LoadedShapes } from './load-shapes.ts';
import { profileName } from './load-shapes.ts';
import type { ProfileDescription } from './validator.ts';

/** A profile with the shapes it switches on, those of the profiles it builds on included. */
export interface Profile extends ProfileDescription {
  readonly shapes: readonly Term[];
}

/** Reads the profiles of a shapes folder, in order of their names. Throws `bad-shapes` for names that lead nowhere. */
export function readProfiles(loaded: LoadedShapes): readonly Profile[] {
  const dataset = new IndexedDataset(loaded.quads);
  const profiles = dataset.find(null, rdf.type, mer.Profile).map(({ subject }) => ({
    name: profileName(subject.value, loaded.prefixes),
    title: text(dataset, subject, dct.title),
    description: text(dataset, subject, dct.description),
    source: text(dataset, subject, dct.source),
    shapes: shapesOf(subject, dataset, loaded, new Set()),
  }));
  return profiles.sort((one, other) => (one.name < other.name ? -1 : 1));
}

function text(dataset: IndexedDataset, profile: Term, property: Term): string {
  return dataset.find(profile, property, null)[0]?.object.value ?? '';
}

function shapesOf(profile: Term, dataset: IndexedDataset, loaded: LoadedShapes, seen: Set<string>): Term[] {
  if (seen.has(profile.value)) return [];
  seen.add(profile.value);
  const refuse = (what: string, property: Term): never => {
    const place = loaded.place(profile.value, property.value);
    throw new MeridianError(
      'bad-shapes',
      `The profile <${profile.value}> names <${what}>, which does not exist.`,
      {
        ...(place === undefined ? {} : { place }),
        advice: 'Correct the name, or add what it names.',
      },
    );
  };
  const shapes = new Map<string, Term>();
  for (const { object } of dataset.find(profile, mer.includesShapesOf, null)) {
    if (dataset.find(object, rdf.type, mer.Profile).length === 0) refuse(object.value, mer.includesShapesOf);
    for (const shape of shapesOf(object, dataset, loaded, seen)) shapes.set(shape.value, shape);
  }
  for (const { object } of dataset.find(profile, mer.includesShape, null)) {
    if (dataset.find(object, rdf.type, sh.NodeShape).length === 0) refuse(object.value, mer.includesShape);
    shapes.set(object.value, object);
  }
  return [...shapes.values()];
}
