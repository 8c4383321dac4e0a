import { isRecord } from './json-value.ts';
import type { JsonRecord } from './json-value.ts';
import type { PlaceIndex } from './place-index.ts';

/** As much of a JSON-LD context as is needed to tell which IRI a key or an identifier stands for. */
interface TermContext {
  readonly base: string;
  readonly vocab: string | undefined;
  readonly terms: ReadonlyMap<string, string>;
}

/**
 * Walks a JSON-LD document and notes the JSON pointer of each node object that has an identifier, and of its
 * properties. Follows inline contexts: terms, prefixes, keyword aliases, `@base`, `@vocab`. What it cannot follow
 * (scoped contexts, index maps) has no place; the statements themselves come from the JSON-LD processor.
 */
export function noteJsonLdPlaces(
  document: unknown,
  baseIri: string,
  places: PlaceIndex,
): Map<string, string> {
  const prefixes = new Map<string, string>();
  const start: TermContext = { base: baseIri, vocab: undefined, terms: new Map() };
  const open: { value: unknown; pointer: string; context: TermContext }[] = [
    { value: document, pointer: '', context: start },
  ];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, pointer } = next;
    if (Array.isArray(value)) {
      value.forEach((item, index) => {
        open.push({ value: item, pointer: `${pointer}/${index}`, context: next.context });
      });
    } else if (isRecord(value)) {
      const context = extend(next.context, value['@context'], prefixes);
      noteNode(value, pointer, context, places);
      for (const [key, item] of Object.entries(value)) {
        if (key !== '@context')
          open.push({ value: item, pointer: `${pointer}/${escapePointer(key)}`, context });
      }
    }
  }
  return prefixes;
}

function noteNode(node: JsonRecord, pointer: string, context: TermContext, places: PlaceIndex): void {
  const idKey = Object.keys(node).find((key) => keyword(key, context) === '@id');
  const id = idKey === undefined ? undefined : node[idKey];
  if (typeof id !== 'string') return;
  const subject = resolveId(id, context);
  places.note(subject, undefined, pointer);
  for (const key of Object.keys(node)) {
    const property =
      keyword(key, context) === '@type'
        ? 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type'
        : expandTerm(key, context);
    if (property !== undefined) places.note(subject, property, `${pointer}/${escapePointer(key)}`);
  }
}

function keyword(key: string, context: TermContext): string | undefined {
  const meaning = key.startsWith('@') ? key : context.terms.get(key);
  return meaning?.startsWith('@') === true ? meaning : undefined;
}

/** A new context on top of the one in force (JSON-LD 1.1 section 3.1): later definitions win, null starts afresh. */
function extend(context: TermContext, local: unknown, prefixes: Map<string, string>): TermContext {
  if (local === undefined) return context;
  if (Array.isArray(local)) {
    return local.reduce<TermContext>((current, item: unknown) => extend(current, item, prefixes), context);
  }
  if (local === null) return { base: context.base, vocab: undefined, terms: new Map() };
  if (!isRecord(local)) return context;
  const terms = new Map(context.terms);
  for (const [term, definition] of Object.entries(local)) {
    const id = isRecord(definition) ? definition['@id'] : definition;
    if (typeof id === 'string' && !term.startsWith('@')) terms.set(term, id);
  }
  const base = local['@base'];
  const vocab = local['@vocab'];
  const extended: TermContext = {
    base: typeof base === 'string' ? resolveIri(base, context.base) : context.base,
    vocab: typeof vocab === 'string' ? vocab : context.vocab,
    terms,
  };
  for (const [term, id] of terms) {
    const namespace = id.startsWith('@') ? undefined : expandTerm(term, extended);
    if (namespace !== undefined && /[#/:]$/.test(namespace)) prefixes.set(term, namespace);
  }
  return extended;
}

/** A key as the IRI of a property; undefined for keywords and for keys without a meaning. */
function expandTerm(key: string, context: TermContext, depth = 0): string | undefined {
  if (key.startsWith('@') || depth > 8) return undefined;
  const meaning = context.terms.get(key);
  if (meaning !== undefined && meaning !== key) return expandTerm(meaning, context, depth + 1);
  return expandPrefix(key, context, depth) ?? (context.vocab === undefined ? undefined : context.vocab + key);
}

function expandPrefix(value: string, context: TermContext, depth: number): string | undefined {
  const colon = value.indexOf(':');
  if (colon < 0) return undefined;
  const namespace = value.startsWith('//', colon + 1) ? undefined : context.terms.get(value.slice(0, colon));
  if (namespace === undefined) return value;
  return (expandTerm(namespace, context, depth + 1) ?? namespace) + value.slice(colon + 1);
}

function resolveId(id: string, context: TermContext): string {
  if (id.startsWith('_:')) return id;
  return expandPrefix(id, context, 0) ?? resolveIri(id, context.base);
}

function resolveIri(iri: string, base: string): string {
  return URL.canParse(iri, base) ? new URL(iri, base).href : iri;
}

function escapePointer(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
