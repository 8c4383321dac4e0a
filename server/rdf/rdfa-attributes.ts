import { MeridianError } from '../errors.ts';
import type { Place } from '../errors.ts';
import type { RdfaScope } from './rdfa-scope.ts';
import { rdf } from './vocabulary.ts';

type Attributes = Readonly<Record<string, string | undefined>>;

/** Attributes that make an element one that RDFa speaks of. */
const speaking = ['about', 'resource', 'href', 'src', 'typeof', 'property', 'rel', 'rev'];

/** One element as the processor reads it; two where what it says must be said by an element around another. */
export interface ResolvedElement {
  readonly outer?: ReadonlyMap<string, string>;
  readonly own: ReadonlyMap<string, string>;
}

/**
 * Resolves the names in the attributes of an element, and brings the attributes into a form in which rdflib's
 * processor takes them as RDFa Core 1.1 section 7.5 means them. Undefined where RDFa does not speak of the element.
 *
 * - `href` and `src` become `resource`, which has the same role; the processor would percent-encode them twice.
 * - A datatype that means nothing makes a plain literal, with the value of `content` (step 11).
 * - In `rel` and `rev` beside `property`, words without a colon do not count (HTML+RDFa 1.1 section 3.1).
 * - In `rel` and `rev` without any name the processor would see a blank node that nothing leads to (step 10).
 * - `about` beside `inlist` goes to an element around it; the processor would lose the list.
 *
 * Throws `syntax-error` for the two rare things that the processor does wrongly and that cannot be said otherwise.
 */
export function resolveAttributes(
  attributes: Attributes,
  scope: RdfaScope,
  place: Place,
): ResolvedElement | undefined {
  if (!speaking.some((name) => attributes[name] !== undefined)) return undefined;
  const own = new Map<string, string>();
  const { property } = attributes;
  for (const name of ['rel', 'rev']) {
    const value = attributes[name];
    if (value === undefined) continue;
    const names = scope.names(value, { terms: property === undefined, blank: false });
    if (names.length > 0 || property === undefined) own.set(name, names.join(' '));
  }
  if (property !== undefined) {
    own.set('property', scope.names(property, { terms: true, blank: false }).join(' '));
  }
  if (attributes['typeof'] !== undefined) {
    own.set('typeof', scope.names(attributes['typeof'], { terms: true, blank: true }).join(' '));
  }
  const about = attributes['about'] === undefined ? undefined : scope.resource(attributes['about']);
  if (about !== undefined) own.set('about', about);
  const resource = objectOf(attributes, scope);
  if (resource !== undefined) own.set('resource', resource);
  for (const name of ['content', 'datetime', 'inlist']) {
    const value = attributes[name];
    if (value !== undefined) own.set(name, value);
  }
  if (attributes['datatype'] !== undefined)
    own.set('datatype', datatype(attributes['datatype'], scope, place));
  dropEmptyRelations(own);
  if (!own.has('inlist')) return { own };
  refuseHangingLists(own, place);
  return about === undefined ? { own } : aroundList(own, about);
}

function objectOf(attributes: Attributes, scope: RdfaScope): string | undefined {
  const { resource, href, src } = attributes;
  const named = resource === undefined ? undefined : scope.resource(resource);
  const address = href ?? src;
  return named ?? (address === undefined ? undefined : scope.reference(address));
}

function datatype(value: string, scope: RdfaScope, place: Place): string {
  const [name = ''] = scope.names(value, { terms: true, blank: false });
  if (name === rdf.langString.value) return '';
  if (name !== rdf.object.value) return name;
  throw new MeridianError('syntax-error', `"${value.trim()}" is the property rdf:object, not a datatype.`, {
    place,
    advice: 'Name a datatype, or remove the attribute.',
  });
}

/** An element whose rel and rev hold no name, and that has no object: a property without a name has the same effect. */
function dropEmptyRelations(own: Map<string, string>): void {
  const relations = [own.get('rel'), own.get('rev')];
  const hasObject = own.has('resource') || (own.has('typeof') && !own.has('about'));
  if (hasObject || relations.some((names) => names !== undefined && names !== '')) return;
  if (own.delete('rel') || own.delete('rev')) {
    for (const name of ['rev', 'content', 'datatype', 'datetime', 'inlist']) own.delete(name);
    own.set('property', '');
  }
}

function refuseHangingLists(own: ReadonlyMap<string, string>, place: Place): void {
  const hanging = own.has('rel') && !own.has('resource') && (own.get('rel') ?? '').includes(' ');
  const reversed = own.has('rel') && own.has('rev');
  if (!hanging && !reversed) return;
  throw new MeridianError(
    'syntax-error',
    'The attribute inlist stands beside several properties in rel, or beside rel and rev.',
    { place, advice: 'Give each list an element of its own.' },
  );
}

function aroundList(own: Map<string, string>, about: string): ResolvedElement {
  const outer = new Map([['about', about]]);
  own.delete('about');
  const types = own.get('typeof');
  if (types !== undefined) outer.set('typeof', types);
  own.delete('typeof');
  // Beside content or datatype, resource would be the subject instead (step 5.2); about came before it.
  if (!own.has('rel') && !own.has('rev') && (own.has('content') || own.has('datatype')))
    own.delete('resource');
  return { outer, own };
}
