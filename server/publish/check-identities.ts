import type { MeridianError } from '../errors.ts';
import type { LocalIds } from '../lift/local-ids.ts';
import { isLiteral, isNamedNode } from '../rdf/terms.ts';
import type { Quad, Term } from '../rdf/terms.ts';
import { foaf, vcard } from '../rdf/vocabulary.ts';
import type { PlaceFinder } from '../validate/validator.ts';
import { FailureTally } from './failure-tally.ts';

const ofDelivery = 'an identifier or name of a patient, case, study or image of this delivery';

/**
 * Texts and IRIs of the public plane that hold an identifier or name of a patient, case, study or image of the same
 * delivery: someone wrote a patient's number into a description, or called a dataset by it. Which one it is is not
 * said. The names of contacts may be those of patients: people have the same names. Of the IRIs that are only referred
 * to, those of this node (below `base`) are looked at: codes of vocabularies may be equal to a number by chance.
 */
export function checkIdentities(
  catalogue: readonly Quad[],
  localIds: LocalIds,
  places: PlaceFinder,
  base: string,
): MeridianError[] {
  const tally = new FailureTally(places);
  const known = new Map<string, boolean>();
  const holds = (iri: string): boolean => {
    let held = known.get(iri);
    if (held === undefined) known.set(iri, (held = localIds.standIn(decoded(iri))));
    return held;
  };
  for (const { subject, predicate, object } of catalogue) {
    const inSubject = isNamedNode(subject) && holds(subject.value);
    if (inSubject || (isNamedNode(object) && object.value.startsWith(base) && holds(object.value))) {
      tally.add({
        kind: 'identity in IRI',
        node: subject,
        predicate: predicate.value,
        message: `An IRI of the catalogue holds ${ofDelivery}.`,
        advice: 'The catalogue is public: name its things by words or numbers of their own.',
      });
    }
    if (!isLiteral(object) || isContactName(predicate) || !localIds.standIn(object.value)) continue;
    tally.add({
      kind: 'identity',
      node: subject,
      predicate: predicate.value,
      message: `A text of ${inSubject ? 'the catalogue' : `<${subject.value}>`} holds ${ofDelivery}.`,
      advice: 'The catalogue is public: take the identifier out of the text.',
    });
  }
  return tally.list();
}

function isContactName(predicate: Term): boolean {
  return predicate.equals(foaf.name) || predicate.equals(vcard.fn);
}

function decoded(iri: string): string {
  try {
    return decodeURIComponent(iri);
  } catch {
    return iri;
  }
}
