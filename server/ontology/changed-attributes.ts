import type { Attribute, Binding, PathStep } from './attribute.ts';

/** Names of the attributes that are there on one side only, or whose declaration reads data otherwise. */
export function changedAttributes(
  before: readonly Attribute[],
  after: readonly Attribute[],
): readonly string[] {
  const [old, now] = [before, after].map(
    (attributes) => new Map(attributes.map((attribute) => [attribute.name, said(attribute)])),
  );
  const names = new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])]);
  return [...names].filter((name) => old?.get(name) !== now?.get(name)).sort();
}

/** Everything that decides what data say; labels do not. */
function said({ iri, scheme, datatype, unit, catalogue, record, facetKind, closed }: Attribute): string {
  return JSON.stringify([
    iri.value,
    scheme?.value,
    datatype?.value,
    unit,
    bound(catalogue),
    bound(record),
    facetKind,
    closed,
  ]);
}

function bound(binding: Binding | undefined): unknown {
  if (binding === undefined) return undefined;
  const path = (steps: readonly PathStep[] | undefined): unknown =>
    steps?.map(({ property, inverse }) => [property.value, inverse]);
  return [binding.level, path(binding.path), path(binding.lowerPath), path(binding.upperPath)];
}
