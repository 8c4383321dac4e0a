import { MeridianError } from '../../errors.ts';

/** A string template in parts: text stands for itself, a reference for the value it has in the record. */
export type Template = readonly TemplatePart[];
type TemplatePart = { readonly text: string } | { readonly reference: string };

/**
 * Reads a template (RML-Core, template-valued expression maps): references in braces; a backslash before a brace or
 * a backslash takes its meaning away, inside references too. Throws 'bad-mapping' for unbalanced or empty braces and
 * for any other use of the backslash.
 */
export function parseTemplate(text: string): Template {
  const parts: TemplatePart[] = [];
  let current = '';
  let inside = false;
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    if (character === '\\') {
      const next = text.charAt(++index);
      if (next !== '{' && next !== '}' && next !== '\\') throw badTemplate(text, 'a lone backslash');
      current += next;
    } else if (character === '{') {
      if (inside) throw badTemplate(text, 'a brace within a reference');
      if (current !== '') parts.push({ text: current });
      current = '';
      inside = true;
    } else if (character === '}') {
      if (!inside) throw badTemplate(text, 'a closing brace without an opening one');
      if (current.trim() === '') throw badTemplate(text, 'an empty reference');
      parts.push({ reference: current });
      current = '';
      inside = false;
    } else {
      current += character;
    }
  }
  if (inside) throw badTemplate(text, 'an opening brace without a closing one');
  if (current !== '') parts.push({ text: current });
  return parts;
}

function badTemplate(text: string, fault: string): MeridianError {
  return new MeridianError('bad-mapping', `The template "${text}" has ${fault}.`, {
    advice: 'Write references in single braces, and \\{ \\} \\\\ for these characters themselves.',
  });
}
