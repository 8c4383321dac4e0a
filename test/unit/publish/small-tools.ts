import { MeridianError } from '../../../server/errors.ts';
import type { Lifted, Lifter } from '../../../server/lift/lifter.ts';
import { fromNTriples } from '../../../server/rdf/n-triples.ts';
import type { Quad } from '../../../server/rdf/terms.ts';
import { literal, quad } from '../../../server/rdf/terms.ts';
import { dcat, dct, eucaim, mer, rdf, rdfs, recordClasses, skos } from '../../../server/rdf/vocabulary.ts';
import { createCatalogueRules } from '../../../server/publish/catalogue-rules.ts';
import type { PrepareTools } from '../../../server/publish/prepare.ts';
import type { Finding, Validator } from '../../../server/validate/validator.ts';

/** Lifts N-Triples as they stand: source `dcat` to the catalogue plane, source `records` to the record plane. */
const lifter: Lifter = {
  sources: [],
  async lift(source, files): Promise<Lifted> {
    // It ends with its thread only.
    while (source === 'endless');
    if (source !== 'dcat' && source !== 'records') {
      throw new MeridianError('not-found', `There is no source "${source}".`);
    }
    const quads: Quad[] = [];
    const failures: MeridianError[] = [];
    for (const file of files) {
      try {
        quads.push(...fromNTriples(await file.read()));
      } catch (error) {
        if (!(error instanceof MeridianError)) throw error;
        failures.push(error);
      }
    }
    const origins = new Map(
      quads.map(({ subject }) => [subject.value, [{ file: files[0]?.path ?? '', map: source }]] as const),
    );
    return {
      catalogue: source === 'dcat' ? quads : [],
      record: source === 'records' ? quads : [],
      lineage: { origins, rules: [{ map: source, predicate: dct.title.value, references: ['title'] }] },
      hidden: [],
      unmapped: quads
        .filter(({ predicate }) => predicate.equals(mer.unmapped))
        .map(({ object }) => ({ attribute: object.value, value: '?', records: 1, firstPlace: {} })),
      mappingSets: new Map([['modality', [`${source}-modality`]]]),
      failures,
    };
  },
};

/** Every dataset has a title. */
const validator: Validator = {
  profiles: [],
  validate(data, profile, places) {
    if (profile !== 'small') throw new MeridianError('not-found', `There is no profile "${profile}".`);
    const titled = new Set(
      data.filter((quad) => quad.predicate.equals(dct.title)).map((quad) => quad.subject.value),
    );
    const datasets = data
      .filter(({ predicate, object }) => predicate.equals(rdf.type) && object.equals(dcat.Dataset))
      .map(({ subject }) => subject.value);
    const findings = datasets
      .filter((dataset) => !titled.has(dataset))
      .map((focusNode): Finding => {
        const place = places?.(focusNode, dct.title.value);
        return {
          severity: 'violation',
          message: 'A dataset needs a title.',
          focusNode,
          shape: 'DatasetShape',
          component: 'minCount',
          ...(place === undefined ? {} : { place }),
        };
      });
    const report = {
      profile,
      conforms: findings.length === 0,
      findings,
      focusNodes: datasets.length,
      milliseconds: 0,
    };
    return Promise.resolve(report);
  },
};

/** A property of records and a concept. */
const ontology = [
  quad(eucaim.hasSubject, rdfs.domain, recordClasses.study),
  quad(mer.NotInScheme, skos.prefLabel, literal('Not in the scheme', 'en')),
];

/** Small tools with the ports' behaviour, for tests of what is around them. */
export const smallTools: PrepareTools = {
  lifter,
  validator,
  rules: createCatalogueRules({ quads: ontology, prefixes: new Map() }),
  places: (lineage) => (focusNode) => {
    const file = lineage.origins.get(focusNode)?.[0]?.file;
    return file === undefined ? undefined : { file };
  },
};

/** For the thread that prepares, which builds its own. */
export function createTools(options: unknown): Promise<PrepareTools> {
  if (options === 'broken') return Promise.reject(new MeridianError('bad-shapes', 'The shapes are broken.'));
  return Promise.resolve(smallTools);
}
