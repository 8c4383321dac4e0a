import type { CodeSystem } from '../code-system.ts';

/** Words that stand after the name of a system in the names of properties that hold its codes. */
const endings = ['', 'id', 'code', 'conceptid'];

/**
 * The system whose codes a property holds, told by its name: `SNOMEDCT`, `ICD-O-3`, `RadLex`, `OMOP_Concept_ID`. Not
 * `OMOP_Concept_code`, which is a code of yet another system.
 */
export function systemOfProperty(property: string, systems: readonly CodeSystem[]): CodeSystem | undefined {
  const name = plain(property.replace(/^.*[#/]/, ''));
  return systems.find((system) =>
    namesOf(system).some((known) => endings.some((ending) => name === known + ending)),
  );
}

/** A code in a text that names its system: `NCIT:C12410`. The rest as it stands, faults included. */
export function splitCode(
  text: string,
  systems: readonly CodeSystem[],
): readonly [CodeSystem, string] | undefined {
  const colon = text.indexOf(':');
  if (colon <= 0) return undefined;
  const name = plain(text.slice(0, colon));
  const system = systems.find((candidate) => namesOf(candidate).includes(name));
  return system === undefined ? undefined : [system, text.slice(colon + 1)];
}

function namesOf({ prefix, alsoWritten }: CodeSystem): readonly string[] {
  return [prefix, ...alsoWritten.filter((written) => !written.includes('/'))].map(plain);
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}
