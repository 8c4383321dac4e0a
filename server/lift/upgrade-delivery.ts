import type { Place } from '../errors.ts';
import type { ReadRdf } from './read-rdf-delivery.ts';
import { placeOf } from './rml/run-mapping.ts';
import type { MappingStatements } from './sources/sparql-store.ts';
import type { Upgrades } from './upgrade-statements.ts';
import { upgradeStatements } from './upgrade-statements.ts';

/**
 * A delivery in the current form of its profile, and a note for each rule that did something: what was changed, how often,
 * and where first. What stands in another form keeps the place where it was read.
 */
export function upgradeDelivery(
  read: ReadRdf,
  upgrades: Upgrades,
  mappings: MappingStatements,
): { readonly rdf: ReadRdf; readonly notes: readonly { readonly message: string; readonly place: Place }[] } {
  const { quads, changes, from } = upgradeStatements(read.quads, upgrades, mappings);
  if (changes.length === 0) return { rdf: read, notes: [] };
  const moved = new Map<string, { subject: string; predicate: string; property: string }[]>();
  for (const [{ subject, predicate }, old] of from) {
    const all = moved.get(subject.value) ?? [];
    all.push({ subject: old.subject.value, predicate: old.predicate.value, property: predicate.value });
    moved.set(subject.value, all);
  }
  return {
    rdf: {
      quads,
      place: (node) => read.place(node),
      exact: (node) => {
        const origin = read.exact(node);
        const byPredicate = { ...origin.byPredicate };
        for (const { subject, predicate, property } of moved.get(node) ?? []) {
          const spot = read.exact(subject).byPredicate?.[predicate];
          if (spot !== undefined) byPredicate[property] ??= spot;
        }
        return Object.keys(byPredicate).length === 0 ? origin : { ...origin, byPredicate };
      },
    },
    notes: changes.map(({ says, statements, subject }) => ({
      message: `${says} (${statements} ${statements === 1 ? 'statement' : 'statements'})`,
      place: placeOf(read.place(subject)),
    })),
  };
}
