/** A template in parts: text, or a reference into the record. */
export type YarrrmlTemplate = readonly ({ readonly text: string } | { readonly reference: string })[];

/**
 * Reads a template (YARRRML, 5): `$(name)` is a reference, in which brackets may stand in pairs; a backslash takes from
 * a bracket, a dollar sign, an underscore or a backslash what it means. Nothing where a reference has no end or no name.
 */
export function parseYarrrmlTemplate(written: string): YarrrmlTemplate | undefined {
  const parts: ({ text: string } | { reference: string })[] = [];
  let text = '';
  let at = 0;
  while (at < written.length) {
    if (written.startsWith('\\$(', at) || written.startsWith('\\\\', at)) {
      text += written.charAt(at + 1);
      at += 2;
    } else if (written.startsWith('$(', at)) {
      const end = endOfReference(written, at + 2);
      if (end === undefined) return undefined;
      const reference = written.slice(at + 2, end).replace(/\\([()\\_$])/g, '$1');
      if (reference.trim() === '') return undefined;
      if (text !== '') parts.push({ text });
      parts.push({ reference });
      text = '';
      at = end + 1;
    } else {
      text += written.charAt(at++);
    }
  }
  if (text !== '' || parts.length === 0) parts.push({ text });
  return parts;
}

/** The same as a template of RML, in which braces stand for references. */
export function rmlTemplate(template: YarrrmlTemplate): string {
  const escaped = (text: string): string => text.replace(/[\\{}]/g, '\\$&');
  return template
    .map((part) => ('text' in part ? escaped(part.text) : `{${escaped(part.reference)}}`))
    .join('');
}

/** Where the bracket is that ends a reference; `from` is behind the one that opens it. */
function endOfReference(written: string, from: number): number | undefined {
  let depth = 0;
  for (let at = from; at < written.length; at++) {
    const character = written.charAt(at);
    if (character === '\\') at++;
    else if (character === '(') depth++;
    else if (character === ')' && depth-- === 0) return at;
  }
  return undefined;
}
