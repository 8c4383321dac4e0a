import type { SourceFile } from '../lifter.ts';

/**
 * Whether a file of a delivery is the one that a mapping names: `PERSON.csv` and `*.csv` are compared with the base
 * name, patterns with a slash with the whole path. Case does not count; `*` is any run of characters within a
 * folder, `**` any path, `?` one character.
 */
export function matchesFile(pattern: string, path: string): boolean {
  const subject = pattern.includes('/') ? path : baseName(path);
  return expression(pattern.replace(/^\.\//, '')).test(subject);
}

/** The files that a pattern names, in the order of their paths. */
export function filesNamed(files: readonly SourceFile[], pattern: string): readonly SourceFile[] {
  return files
    .filter((file) => matchesFile(pattern, file.path))
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

/** Whether a file is one that systems leave behind, not people: `.DS_Store`, `._catalogue.ttl`. */
export function isHidden(path: string): boolean {
  return baseName(path).startsWith('.');
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

const compiled = new Map<string, RegExp>();

function expression(pattern: string): RegExp {
  let regular = compiled.get(pattern);
  if (regular === undefined) {
    const source = pattern.replace(/\*\*\/?|\*|\?|[\\^$.|+()[\]{}]/g, (token) => {
      if (token === '**/') return '(?:.*/)?';
      if (token === '**') return '.*';
      if (token === '*') return '[^/]*';
      if (token === '?') return '[^/]';
      return `\\${token}`;
    });
    regular = new RegExp(`^${source}$`, 'i');
    compiled.set(pattern, regular);
  }
  return regular;
}
