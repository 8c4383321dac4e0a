import type { Element, Node } from '@xmldom/xmldom';
import { MeridianError } from '../errors.ts';
import type { PlaceIndex } from './place-index.ts';
import { rdf } from './vocabulary.ts';

const xmlNamespace = 'http://www.w3.org/XML/1998/namespace';
/** Documents of people and programs stay far below. */
const maximalDepth = 200;

/** An element still to be visited, and what its surroundings say of it. */
interface Visit {
  readonly element: Element;
  /** In RDF/XML nodes and properties take turns (section 2.2, striping). */
  readonly kind: 'root' | 'node' | 'property';
  readonly base: string;
  /** IRI of the node whose property this is; undefined where it has none. */
  readonly subject: string | undefined;
  readonly depth: number;
}

/**
 * Notes the line of each node of an RDF/XML tree that has an IRI, and of its properties. Throws `syntax-error` where
 * elements are nested too deep.
 */
export function noteRdfXmlPlaces(
  root: Element,
  baseIri: string,
  places: PlaceIndex,
  file: { file?: string },
): void {
  const isRoot = root.namespaceURI === rdf.namespace && root.localName === 'RDF';
  const open: Visit[] = [
    { element: root, kind: isRoot ? 'root' : 'node', base: baseIri, subject: undefined, depth: 0 },
  ];
  for (let visit = open.pop(); visit !== undefined; visit = open.pop()) {
    if (visit.depth > maximalDepth) {
      throw new MeridianError('syntax-error', `The elements are nested deeper than ${maximalDepth} levels.`, {
        place: { ...file, ...lineOf(visit.element) },
        advice: 'Refer to nodes by rdf:about and rdf:resource instead of nesting them.',
      });
    }
    open.push(...children(visit, places, file));
  }
}

function children(visit: Visit, places: PlaceIndex, file: { file?: string }): Visit[] {
  const { element, kind } = visit;
  const ownBase = element.getAttributeNS(xmlNamespace, 'base') ?? '';
  const base = ownBase === '' ? visit.base : resolve(ownBase, visit.base);
  const parseType = element.getAttributeNS(rdf.namespace, 'parseType') ?? '';
  let subject = visit.subject;
  if (kind === 'node') subject = noteNode(element, base, places);
  if (kind === 'property') {
    noteProperty(element, subject, places);
    if (parseType === 'Literal') return [];
    subject = undefined;
  }
  const childKind = kind === 'node' || parseType === 'Resource' ? 'property' : 'node';
  const elements = [...element.childNodes].filter((child: Node): child is Element => child.nodeType === 1);
  if (kind !== 'property' || elements.length > 0) refuseText(element, file);
  return elements.map((child) => ({
    element: child,
    kind: childKind,
    base,
    subject,
    depth: visit.depth + 1,
  }));
}

/** Text may stand only alone in a property (RDF/XML section 7.2.16). */
function refuseText(element: Element, file: { file?: string }): void {
  const text = [...element.childNodes].find(
    (child) => (child.nodeType === 3 || child.nodeType === 4) && child.nodeValue?.trim() !== '',
  );
  if (text === undefined) return;
  throw new MeridianError('syntax-error', 'Text stands beside the elements of another.', {
    place: { ...file, ...lineOf(element) },
    advice: 'Put the text into a property element of its own.',
  });
}

function lineOf(element: Element): { line?: number } {
  return element.lineNumber === undefined ? {} : { line: element.lineNumber };
}

function noteNode(element: Element, base: string, places: PlaceIndex): string | undefined {
  const about = element.getAttributeNodeNS(rdf.namespace, 'about');
  const id = element.getAttributeNodeNS(rdf.namespace, 'ID');
  const reference = about === null ? (id === null ? undefined : `#${id.value}`) : about.value;
  if (reference === undefined) return undefined;
  const subject = resolve(reference, base);
  if (element.lineNumber !== undefined) places.note(subject, rdf.type.value, element.lineNumber);
  return subject;
}

function noteProperty(element: Element, subject: string | undefined, places: PlaceIndex): void {
  if (subject === undefined || element.lineNumber === undefined) return;
  places.note(subject, `${element.namespaceURI ?? ''}${element.localName ?? ''}`, element.lineNumber);
}

function resolve(iri: string, base: string): string {
  return URL.canParse(iri, base) ? new URL(iri, base).href : iri;
}
