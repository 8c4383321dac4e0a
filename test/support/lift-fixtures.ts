import { join } from 'node:path';
import type { LiftAttribute, LiftMappingRow } from '../../server/lift/concept-finder.ts';
import type { LiftContext, SourceFile } from '../../server/lift/lifter.ts';
import { defaultPrivacyPolicy } from '../../server/lift/privacy/privacy-policy.ts';
import type { LifterDependencies } from '../../server/lift/rml-lifter.ts';
import { namedNode } from '../../server/rdf/terms.ts';
import { eucaim, skos } from '../../server/rdf/vocabulary.ts';

const scheme = (name: string) => namedNode(`https://w3id.org/meridian/scheme#${name}`);

/** Two attributes as `ontology/attributes.ttl` declares them. */
export const liftAttributes: readonly LiftAttribute[] = [
  {
    iri: namedNode('https://w3id.org/meridian/attribute#sex'),
    name: 'sex',
    scheme: scheme('sex'),
    catalogue: { path: [{ property: eucaim.hasBirthSex, inverse: false }] },
  },
  {
    iri: namedNode('https://w3id.org/meridian/attribute#modality'),
    name: 'modality',
    scheme: scheme('modality'),
    catalogue: { path: [{ property: eucaim.hasImageModality, inverse: false }] },
  },
];

/** Codes that are known here: their canonical concept and its scheme. */
const codes: Readonly<Record<string, readonly [iri: string, scheme: string]>> = {
  'EX:female': ['http://example.org/concept/female', 'sex'],
  'EX:male': ['http://example.org/concept/male', 'sex'],
  'http://example.org/concept/female': ['http://example.org/concept/female', 'sex'],
  'http://example.org/concept/male': ['http://example.org/concept/male', 'sex'],
  'http://example.org/concept/mr': ['http://example.org/concept/mr', 'modality'],
  MR: ['http://example.org/concept/mr', 'modality'],
  CT: ['http://example.org/concept/ct', 'modality'],
};

export function row(
  subject: string,
  object: string | undefined,
  more: Partial<LiftMappingRow> = {},
): LiftMappingRow {
  return {
    subjectLabel: subject,
    predicateIri: skos.exactMatch.value,
    objectId: object ?? 'sssom:NoTermFound',
    objectIri: object ?? 'https://w3id.org/sssom/NoTermFound',
    literal: true,
    negated: false,
    noTermFound: object === undefined,
    ...more,
  };
}

export const liftDependencies: LifterDependencies = {
  mappingsFolder: join(import.meta.dirname, '..', 'fixtures', 'lift', 'mappings'),
  attributes: liftAttributes,
  ontology: {
    resolve(code) {
      const found = codes[code];
      return found === undefined
        ? { state: 'unknown' }
        : { state: 'found', concept: { iri: namedNode(found[0]), scheme: scheme(found[1]) } };
    },
  },
  wordPatterns: new Map([[eucaim.hasImageBodyPart.value, /^[A-Z]{1,16}$/]]),
  mappingSets: new Map([
    [
      'clinic-sex',
      { rows: [row('weiblich', 'EX:female'), row('Männlich', 'EX:male'), row('divers', undefined)] },
    ],
    ['catalogue-modality', { rows: [row('Magnetic  Resonance', 'http://example.org/concept/mr')] }],
  ]),
};

export const liftContext: LiftContext & Required<Pick<LiftContext, 'privacy'>> = {
  privacy: defaultPrivacyPolicy,
  provider: 'east',
  base: 'http://127.0.0.1:8083',
  key: new Uint8Array(32).fill(7),
};

/** A file of a delivery from text or bytes. */
export function sourceFile(path: string, content: string | Uint8Array): SourceFile {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return { path, read: () => Promise.resolve(bytes) };
}
