import { toNTriplesTerm } from '../../../rdf/n-triples.ts';
import { namedNode } from '../../../rdf/terms.ts';
import { isAbsoluteIri, isIriText, isUriText } from '../iri.ts';
import type { TermMap } from '../mapping.ts';
import type { Template } from '../template.ts';
import type { AppendForm } from './append-value.ts';
import { compileParts } from './append-value.ts';
import type { ByteScope } from './byte-scope.ts';
import type { ByteTerm } from './byte-term.ts';
import type { TermTools } from './compile-byte-term.ts';
import { appendForIri, appendForUri, appendIriText, forbiddenInIri, namesScheme } from './term-bytes.ts';

/** Compiles a term map that makes IRIs of a template or of one reference; nothing where its words never make one. */
export function compileIri(
  map: TermMap,
  template: Template,
  scope: ByteScope,
  tools: TermTools,
): ByteTerm | undefined {
  const { baseIri } = tools;
  const unsafe = map.termType.startsWith('unsafe');
  const isText = map.termType === 'uri' ? isUriText : isIriText;
  const texts = template.flatMap((part) => ('text' in part ? [part.text] : []));
  if (!unsafe && ![baseIri, ...texts].every(isText)) return undefined;

  const begin = beginOf(template);
  const encodes = map.expression.kind === 'template';
  const before = begin === 'relative' ? `<${escaped(baseIri)}` : '<';
  const { slots, append } = compileParts(template, scope, escaped, formOf(map, encodes), before, '>');
  const base = new TextEncoder().encode(escaped(baseIri));
  // Encoded values hold nothing that an IRI may not hold.
  const checked = !unsafe && !encodes;
  const greatest = map.termType === 'uri' ? 0x7e : 0xff;
  return {
    kind: 'one',
    slots,
    append: (row, out) => {
      const start = out.at;
      append(row, out);
      if (checked && !isClean(out.bytes, start + 1, out.at - 1, greatest)) {
        out.at = start;
        tools.badIri(map);
        return false;
      }
      if (begin === 'unknown' && !namesScheme(out.bytes, start + 1, out.at - 1)) {
        const end = out.at;
        out.reserve(base.length);
        out.bytes.copyWithin(start + 1 + base.length, start + 1, end);
        out.bytes.set(base, start + 1);
        out.at = end + base.length;
      }
      return true;
    },
  };
}

/** Whether what the template makes names its scheme: where its first words tell. */
function beginOf([first]: Template): 'absolute' | 'relative' | 'unknown' {
  if (first === undefined || !('text' in first)) return 'unknown';
  if (isAbsoluteIri(first.text)) return 'absolute';
  return /^[A-Za-z][A-Za-z0-9+.-]*$/.test(first.text) ? 'unknown' : 'relative';
}

function formOf({ termType }: TermMap, encodes: boolean): AppendForm {
  if (termType.startsWith('unsafe')) return appendIriText;
  if (!encodes)
    return (out, from, start, end) => {
      out.appendSpan(from, start, end);
    };
  return termType === 'uri' ? appendForUri : appendForIri;
}

function isClean(bytes: Uint8Array, start: number, end: number, greatest: number): boolean {
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (forbiddenInIri[byte] === 1 || byte > greatest) return false;
  }
  return true;
}

function escaped(text: string): string {
  return toNTriplesTerm(namedNode(text)).slice(1, -1);
}
