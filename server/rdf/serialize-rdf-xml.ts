import { MeridianError } from '../errors.ts';
import type { PrefixTable } from './prefixes.ts';
import type { Quad } from './terms.ts';
import { rdf, xsd } from './vocabulary.ts';

/** A local name that XML allows (Namespaces in XML 1.0, NCName), without the rarer scripts. */
const localName = /[A-Za-z_\u00C0-\u024F][\w.\-\u00B7\u00C0-\u024F]*$/;
/** Characters that no XML 1.0 document can hold, not even escaped. */
const unwritable =
  // eslint-disable-next-line no-control-regex -- they are named here to be refused
  /[\x00-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/**
 * Writes RDF/XML, flat: one element per subject. rdflib's serializer is not used, because it numbers container
 * members anew, does not end on blank nodes that refer to each other, and loses carriage returns.
 * Throws `not-acceptable` for what RDF/XML cannot say: a property without a local name, control characters.
 */
export function serializeRdfXml(quads: Iterable<Quad>, prefixes: PrefixTable): string {
  const names = new ElementNames(prefixes);
  const subjects = new Map<string, string[]>();
  for (const quad of quads) {
    const about =
      quad.subject.termType === 'BlankNode'
        ? `rdf:nodeID="${nodeId(quad.subject.value)}"`
        : `rdf:about="${escapeXml(quad.subject.value)}"`;
    const line = `    ${property(quad, names.name(quad.predicate.value))}\n`;
    const lines = subjects.get(about);
    if (lines === undefined) subjects.set(about, [line]);
    else lines.push(line);
  }
  const body = [...subjects].map(
    ([about, lines]) => `  <rdf:Description ${about}>\n${lines.join('')}  </rdf:Description>\n`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF${names.declarations()}>\n${body.join('')}</rdf:RDF>\n`;
}

function property({ object }: Quad, name: string): string {
  if (object.termType === 'NamedNode') return `<${name} rdf:resource="${escapeXml(object.value)}"/>`;
  if (object.termType === 'BlankNode') return `<${name} rdf:nodeID="${nodeId(object.value)}"/>`;
  if (object.termType !== 'Literal') {
    throw new MeridianError('internal', `A ${object.termType} cannot be written as RDF/XML.`);
  }
  const kind =
    object.language !== ''
      ? ` xml:lang="${object.language}"`
      : object.datatype.equals(xsd.string)
        ? ''
        : ` rdf:datatype="${escapeXml(object.datatype.value)}"`;
  return `<${name}${kind}>${escapeXml(object.value)}</${name}>`;
}

/** Blank node labels may hold what XML names may not; each other character becomes its number. */
function nodeId(label: string): string {
  return `b${label.replace(/[^A-Za-z0-9.-]/g, (character) => `_${character.codePointAt(0)?.toString(16) ?? ''}_`)}`;
}

function escapeXml(text: string): string {
  const bad = unwritable.exec(text);
  if (bad !== null) {
    throw new MeridianError('not-acceptable', 'A text holds a control character, which XML cannot.', {
      advice: 'Ask for Turtle or JSON-LD.',
    });
  }
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;');
}

/** Gives properties their element names, and declares the namespaces that this takes. */
class ElementNames {
  readonly #prefixes: Map<string, string>;
  readonly #used = new Map<string, string>([[rdf.namespace, 'rdf']]);

  constructor(prefixes: PrefixTable) {
    this.#prefixes = new Map([...prefixes].map(([prefix, namespace]) => [namespace, prefix]));
  }

  name(iri: string): string {
    const local = localName.exec(iri)?.[0];
    if (local === undefined || local === iri) {
      throw new MeridianError(
        'not-acceptable',
        `The property <${iri}> cannot be written as an XML element.`,
        {
          advice: 'Ask for Turtle or JSON-LD.',
        },
      );
    }
    const namespace = iri.slice(0, iri.length - local.length);
    let prefix = this.#used.get(namespace);
    if (prefix === undefined) {
      prefix = this.#prefixes.get(namespace) ?? `ns${this.#used.size}`;
      this.#used.set(namespace, prefix);
    }
    return `${prefix}:${local}`;
  }

  declarations(): string {
    return [...this.#used]
      .map(([namespace, prefix]) => ` xmlns:${prefix}="${escapeXml(namespace)}"`)
      .join('\n');
  }
}
