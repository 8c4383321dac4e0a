import { Parser } from 'htmlparser2';

/** The address in the `base` element of a page's head, which relative IRIs are resolved against. */
export function baseOfPage(text: string): string | undefined {
  const body = text.search(/<body[\s>]/i);
  let base: string | undefined;
  new Parser({
    onopentag: (name, attributes) => {
      if (name === 'base') base ??= attributes['href'];
    },
  }).end(body < 0 ? text : text.slice(0, body));
  return base;
}

/** The document types of XHTML declare the characters that HTML names; the parser knows them only in HTML. */
export function withoutNamedEntities(text: string): string {
  const known = new Map<string, string>();
  return text.replace(/&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z][A-Za-z0-9]{1,30};/g, (entity) => {
    let character = known.get(entity);
    if (character === undefined) {
      character = '';
      new Parser({
        ontext: (data) => {
          character = (character ?? '') + data;
        },
      }).end(entity);
      known.set(entity, character);
    }
    return character;
  });
}
