import fc from 'fast-check';
import type { Criterion } from '../../../server/cohort/definition.ts';
import { universe, type AttributeName } from './small-records.ts';

/** A code that is well formed and unknown. */
export const unknownCode = 'EUCAIM:ZZZ';

const conceptNames = ['modality', 'bodyPart', 'vendor', 'cancerType', 'sex', 'collectionMethod'] as const;

const conceptLeaf = (withUnknown: boolean): fc.Arbitrary<Criterion> =>
  fc.constantFrom<AttributeName>(...conceptNames).chain((attribute) => {
    const codes = [
      ...universe[attribute].map((code) => `EUCAIM:${code}`),
      ...(withUnknown ? [unknownCode] : []),
    ];
    return fc
      .tuple(
        fc.uniqueArray(fc.constantFrom(...codes), { minLength: 1, maxLength: 2 }),
        fc.option(fc.uniqueArray(fc.constantFrom(...codes), { minLength: 1, maxLength: 1 }), {
          nil: undefined,
        }),
        fc.boolean(),
      )
      .map(([chosen, except, descendants]) => ({
        attribute,
        in: chosen,
        descendants,
        ...(except === undefined ? {} : { except }),
      }));
  });

const rangeLeaf: fc.Arbitrary<Criterion> = fc
  .tuple(fc.constantFrom(0, 50, 70), fc.constantFrom(70, 90))
  .map(([from, to]) => ({ attribute: 'ageAtDiagnosis', from, to }));

const otherLeaf: fc.Arbitrary<Criterion> = fc.constantFrom<Criterion>(
  { attribute: 'provider', in: ['north'] },
  { attribute: 'provider', in: ['south'] },
);

/** Random criteria of three levels at most, `same` included. */
export function smallCriteria(options: { readonly withUnknown: boolean }): fc.Arbitrary<Criterion> {
  const leaf = fc.oneof(
    { weight: 6, arbitrary: conceptLeaf(options.withUnknown) },
    { weight: 1, arbitrary: rangeLeaf },
    { weight: 1, arbitrary: otherLeaf },
  );
  const combine = (part: fc.Arbitrary<Criterion>): fc.Arbitrary<Criterion> => {
    const parts = fc.array(part, { minLength: 1, maxLength: 3 });
    return fc.oneof(
      leaf,
      parts.map((all): Criterion => ({ all })),
      parts.map((any): Criterion => ({ any })),
      part.map((not): Criterion => ({ not })),
      fc
        .tuple(fc.constantFrom('study' as const, 'series' as const), part)
        .map(([same, where]): Criterion => ({ same, where })),
    );
  };
  return combine(combine(combine(leaf)));
}
