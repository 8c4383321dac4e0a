import type { MeridianError } from '../errors.ts';
import type { LocalIds } from '../lift/local-ids.ts';
import { isLiteral } from '../rdf/terms.ts';
import type { Quad } from '../rdf/terms.ts';
import type { PlaceFinder } from '../validate/validator.ts';
import { FailureTally } from './failure-tally.ts';

/**
 * Texts of the public plane that hold an identifier of a patient, case or study of the same delivery: someone wrote a
 * patient's number into a description. Which identifier it is is not said.
 */
export function checkIdentities(
  catalogue: readonly Quad[],
  localIds: LocalIds,
  places: PlaceFinder,
): MeridianError[] {
  const tally = new FailureTally(places);
  for (const { subject, predicate, object } of catalogue) {
    if (!isLiteral(object) || !localIds.standIn(object.value)) continue;
    tally.add({
      kind: 'identity',
      node: subject,
      predicate: predicate.value,
      message: `A text of <${subject.value}> holds an identifier of a patient, case or study of this delivery.`,
      advice: 'The catalogue is public: take the identifier out of the text.',
    });
  }
  return tally.list();
}
