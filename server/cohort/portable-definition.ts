import { MeridianError } from '../errors.ts';
import type { Ontology } from '../ontology/ontology.ts';
import type { CompiledCriterion, CompiledDefinition, CompiledLeaf } from './compiled-definition.ts';
import { leavesOf } from './compiled-definition.ts';

/** A compiled definition as plain data, for other threads: attributes by name, and without what only receipts need. */
export interface PortableDefinition {
  readonly count: CompiledDefinition['count'];
  readonly where: PortableCriterion;
}

type PortableLeaf = Omit<CompiledLeaf, 'attribute'> & { readonly attribute: string };

type PortableCriterion =
  | { readonly kind: 'all' | 'any'; readonly parts: readonly PortableCriterion[] }
  | { readonly kind: 'not'; readonly part: PortableCriterion }
  | { readonly kind: 'same'; readonly level: 'study' | 'series'; readonly part: PortableCriterion }
  | { readonly kind: 'leaf'; readonly leaf: PortableLeaf };

export function toPortable({ count, where }: CompiledDefinition): PortableDefinition {
  return { count, where: portable(where) };
}

function portable(criterion: CompiledCriterion): PortableCriterion {
  switch (criterion.kind) {
    case 'all':
    case 'any':
      return { kind: criterion.kind, parts: criterion.parts.map(portable) };
    case 'not':
      return { kind: 'not', part: portable(criterion.part) };
    case 'same':
      return { kind: 'same', level: criterion.level, part: portable(criterion.part) };
    case 'leaf': {
      const { attribute, test, ...leaf } = criterion.leaf;
      const bare = test.kind === 'concepts' ? { ...test, asked: [] } : test;
      return { kind: 'leaf', leaf: { ...leaf, attribute: attribute.name, test: bare } };
    }
  }
}

/** The definition again. Throws `bad-definition` for an attribute that is not declared here. */
export function fromPortable(
  { count, where }: PortableDefinition,
  ontology: Pick<Ontology, 'attribute'>,
): CompiledDefinition {
  const compiled = revived(where, ontology);
  return { count, where: compiled, leaves: leavesOf(compiled) };
}

function revived(criterion: PortableCriterion, ontology: Pick<Ontology, 'attribute'>): CompiledCriterion {
  switch (criterion.kind) {
    case 'all':
    case 'any':
      return { kind: criterion.kind, parts: criterion.parts.map((part) => revived(part, ontology)) };
    case 'not':
      return { kind: 'not', part: revived(criterion.part, ontology) };
    case 'same':
      return { kind: 'same', level: criterion.level, part: revived(criterion.part, ontology) };
    case 'leaf': {
      const attribute = ontology.attribute(criterion.leaf.attribute);
      if (attribute !== undefined) return { kind: 'leaf', leaf: { ...criterion.leaf, attribute } };
      throw new MeridianError('bad-definition', `"${criterion.leaf.attribute}" is not known here.`);
    }
  }
}
