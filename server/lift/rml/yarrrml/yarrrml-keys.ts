import type { KeyNames } from './yaml-text.ts';

/** The keys of YARRRML with their shortcuts (YARRRML, 14.1), by where they may stand. */
export const rootKeys: KeyNames = {
  prefixes: [],
  base: [],
  sources: ['source'],
  mappings: ['mapping', 'm'],
  targets: [],
  external: [],
  authors: ['author', 'a'],
  version: [],
};

export const sourceKeys: KeyNames = {
  access: [],
  type: [],
  referenceFormulation: [],
  iterator: [],
  queryFormulation: [],
  query: [],
  table: [],
  credentials: [],
  delimiter: [],
  encoding: [],
};

export const mappingKeys: KeyNames = {
  sources: ['source'],
  subjects: ['subject', 's'],
  predicateobjects: ['predicateobject', 'po'],
  graphs: ['graph', 'g'],
  condition: [],
  targets: [],
};

export const predicateObjectKeys: KeyNames = {
  predicates: ['predicate', 'p'],
  objects: ['object', 'o'],
  inversepredicates: ['inversepredicate', 'i'],
  graphs: ['graph', 'g'],
  condition: [],
};

export const termKeys: KeyNames = {
  value: ['v'],
  type: [],
  datatype: [],
  language: [],
  function: ['fn', 'f'],
  parameters: ['pms'],
  mapping: [],
  condition: [],
  targets: [],
  quoted: [],
  quotedNonAsserted: [],
};

export const functionKeys: KeyNames = { function: ['fn', 'f'], parameters: ['pms'] };
export const parameterKeys: KeyNames = { parameter: ['pm'], value: ['v'], from: [] };
