/** A step of a path of names: `student`, `ex:student`, `*`. */
export interface XmlStep {
  /** Empty where the name has none; nothing for `*`, any element. */
  readonly prefix: string | undefined;
  readonly local: string;
}

const step = /^(?:(?<prefix>[\p{L}_][\p{L}\p{N}._-]*):)?(?<local>[\p{L}_][\p{L}\p{N}._-]*)$/u;

/**
 * The steps of a path that is nothing but names going down from the root, `/students/ex:student`. Nothing for any other
 * XPath; only elements on such a path can be read one after the other, without the document.
 */
export function absoluteSteps(path: string): readonly XmlStep[] | undefined {
  return path.startsWith('/') ? stepsOf(path.slice(1)) : undefined;
}

/** The steps of a path of names, from where it starts. */
export function stepsOf(path: string): readonly XmlStep[] | undefined {
  const steps = path.split('/').map((text): XmlStep | undefined => {
    if (text === '*') return { prefix: undefined, local: '*' };
    const { prefix = '', local } = step.exec(text)?.groups ?? {};
    return local === undefined ? undefined : { prefix, local };
  });
  return steps.every((each) => each !== undefined) ? steps : undefined;
}

/**
 * Whether an XPath may look at more than what lies below its node: at parents, siblings or the whole document. It errs
 * on the safe side.
 */
export function looksUp(expression: string): boolean {
  return /\.\.|::|(?:^|[[(,=<>+*|!\s-])\/|\b(?:root|id|idref|element-with-id|path)\s*\(/.test(
    expression.replace(/\b(?:child|descendant|descendant-or-self|attribute|self)::/g, ''),
  );
}
