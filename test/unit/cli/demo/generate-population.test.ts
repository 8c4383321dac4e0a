import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { generatePopulation } from '../../../../server/cli/demo/generate-population.ts';

describe('generatePopulation', () => {
  const { providers } = generatePopulation(2026, 1);
  const patients = providers.flatMap((provider) => provider.patients);
  const studies = patients.flatMap((patient) => patient.studies);
  const series = studies.flatMap((study) => study.series);

  it('makes about 60 datasets, 6,000 patients and 15,000 series', () => {
    assert.equal(providers.flatMap((provider) => provider.datasets).length, 60);
    assert.equal(patients.length, 6000);
    assert.ok(series.length > 14_500 && series.length < 16_500, String(series.length));
  });

  it('is the same for the same seed', () => {
    assert.deepEqual(generatePopulation(3, 0.1), generatePopulation(3, 0.1));
    assert.notDeepEqual(generatePopulation(3, 0.1), generatePopulation(4, 0.1));
  });

  it('gives studies one to four series and identifiers that nothing shares', () => {
    for (const study of studies) assert.ok(study.series.length >= 1 && study.series.length <= 4);
    const uids = [...studies, ...series].map(({ uid }) => uid);
    assert.equal(new Set(uids).size, uids.length);
    assert.equal(new Set(patients.map(({ localId }) => localId)).size, patients.length);
    for (const uid of uids) assert.match(uid, /^2\.25\.[1-9][0-9]*$/);
  });

  it('gives every dataset a patient, and puts patients only where they have been', () => {
    for (const { datasets, patients: members } of providers) {
      const numbers = new Set(members.flatMap((patient) => patient.datasets));
      assert.deepEqual(
        [...numbers].sort((a, b) => a - b),
        datasets.map(({ number }) => number),
      );
      for (const { datasets: own, studies: examined } of members) {
        for (const { dataset } of examined) assert.ok(own.includes(dataset));
      }
    }
  });

  it('keeps ages off whole years, and all that happens between 2008 and 2025', () => {
    for (const { age, year } of patients.flatMap((patient) => patient.conditions)) {
      if (age !== undefined) assert.ok(age % 1 > 0.15 && age % 1 < 0.85, String(age));
      if (year !== undefined) assert.ok(year >= 2008 && year <= 2025, String(year));
    }
    for (const { date } of studies) assert.ok(date >= '2008-01-01' && date <= '2025-12-31', date);
  });

  it('leaves gaps and unread words, so that no bound is tight everywhere', () => {
    const states = new Set(series.flatMap(({ bodyPart, vendor }) => [bodyPart.state, vendor.state]));
    assert.deepEqual([...states].sort(), ['absent', 'known', 'unmapped']);
    const east = providers.find(({ name }) => name === 'east');
    const modalities = east?.patients.flatMap((patient) => patient.studies).flatMap((study) => study.series);
    assert.ok(modalities?.some(({ modality }) => modality.state === 'unmapped'));
  });
});
