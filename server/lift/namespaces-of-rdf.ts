import type { Lifter } from './lifter.ts';

/** The source that reads RDF, whatever its syntax. */
const rdfSource = 'dcat';
const none: ReadonlyMap<string, string> = new Map();

/** The namespaces that lifting makes canonical in RDF files, alias to canonical one. */
export function namespacesOfRdf(lifter: Pick<Lifter, 'sources'>): ReadonlyMap<string, string> {
  return lifter.sources.find(({ name }) => name === rdfSource)?.namespaces ?? none;
}
