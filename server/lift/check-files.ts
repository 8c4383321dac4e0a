import { MeridianError } from '../errors.ts';
import type { Place } from '../errors.ts';
import type { SourceFile } from './lifter.ts';
import type { RegisteredSource } from './source-registry.ts';
import { filesNamed, isHidden, matchesFile } from './sources/source-files.ts';

export interface CheckedFiles {
  readonly failures: readonly MeridianError[];
  /** Files that the source leaves out on purpose. */
  readonly notes: readonly { readonly message: string; readonly place: Place }[];
}

/**
 * Holds the files of a delivery against what their source reads, before any is opened: a required file that is not
 * there, and a file that nothing reads, whose name may be misspelt. Either would be data lost without a word.
 */
export function checkFiles(source: RegisteredSource, files: readonly SourceFile[]): CheckedFiles {
  const { name, settings } = source;
  const missing = (settings.required ?? []).filter((pattern) => filesNamed(files, pattern).length === 0);
  const unread = files.filter(
    ({ path }) => !isHidden(path) && !settings.files.some((pattern) => matchesFile(pattern, path)),
  );
  const isIgnored = ({ path }: SourceFile): boolean =>
    settings.ignored?.some((pattern) => matchesFile(pattern, path)) === true;
  const message = `The source "${name}" does not read this file`;
  return {
    failures: [
      ...missing.map(
        (pattern) =>
          new MeridianError('unreadable-source', `The delivery lacks the file ${pattern}.`, {
            place: { file: pattern },
            advice: `The source "${name}" needs it; an empty table still has its header.`,
          }),
      ),
      ...unread
        .filter((file) => !isIgnored(file))
        .map(
          ({ path }) =>
            new MeridianError('unreadable-source', `${message}.`, {
              place: { file: path },
              advice: `It reads ${settings.files.join(', ')}. Mend the name, or leave the file out.`,
            }),
        ),
    ],
    notes: unread
      .filter(isIgnored)
      .map(({ path }) => ({ message: `${message}; it was left out.`, place: { file: path } })),
  };
}
