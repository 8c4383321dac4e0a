import { describePlace } from '../errors.ts';
import type { HiddenValues, Lifter, SourceFile, StreamedLift, UnmappedValue } from '../lift/lifter.ts';
import { suggestConcepts } from '../ontology/suggest/suggest-concepts.ts';
import { describeFailure } from './describe-failure.ts';
import { describeReason } from './describe-reason.ts';
import { describeHidden, onOneLine } from './describe-unmapped.ts';
import { localContext } from './validate-files.ts';
import { withFiles } from './with-files.ts';
import type { Terminal, Workshop } from './workshop.ts';

const shownSuggestions = 3;

/**
 * Lifts files and lists only what has no meaning, with what it may mean: tab-separated, to standard output. Values of
 * few patients are counted, and listed where `rare` asks for them. Exit code 1 where there are any, 2 for bad files.
 */
export async function listUnmapped(
  source: string,
  paths: readonly string[],
  { rare = false }: { readonly rare?: boolean | undefined },
  workshop: Workshop,
  terminal: Terminal,
): Promise<void> {
  const lifter = await workshop.lifter();
  const { unmapped, hidden, failures } = await withFiles(paths, lifter, source, async (files, unread) => {
    const told = await toldOf(source, files, lifter, rare);
    return { ...told, failures: [...unread, ...told.failures] };
  });
  if (rare && unmapped.length > 0) {
    console.error(
      'Values of few patients are among these; they may name people. Keep the list where the files are.',
    );
  }
  if (unmapped.length > 0) terminal.write(`${(await table(unmapped, workshop)).join('\n')}\n`);
  for (const each of hidden) console.error(describeHidden(each));
  for (const failure of failures) console.error(describeFailure(failure));
  terminal.exit(exitCode(unmapped, hidden, failures));
}

/** In flat memory where the source can be streamed; of what it makes nothing is kept. */
async function toldOf(
  source: string,
  files: readonly SourceFile[],
  lifter: Lifter,
  rare: boolean,
): Promise<StreamedLift> {
  const context = { ...localContext(), ...(rare ? { shownFrom: 0 } : {}) };
  const streamed = await lifter.stream?.(
    source,
    files,
    context,
    () => undefined,
    (plane) => plane,
  );
  return streamed ?? lifter.lift(source, files, context);
}

async function table(unmapped: readonly UnmappedValue[], workshop: Workshop): Promise<string[]> {
  const ontology = await workshop.ontology();
  const mappingSets = await workshop.mappingSets();
  const rows = unmapped.map(({ attribute: name, value, records, firstPlace }) => {
    const attribute = ontology.attribute(name);
    const suggestions =
      attribute?.scheme === undefined
        ? []
        : suggestConcepts(value, attribute, { ontology, mappingSets }, shownSuggestions);
    const suggested = suggestions.map(({ concept, reasons: [reason] }) => {
      const why = reason === undefined ? '' : ` (${describeReason(reason)})`;
      return `${concept.curie} ${concept.labels.get('en') ?? ''}${why}`;
    });
    return [name, value, String(records), describePlace(firstPlace), suggested.join('; ')];
  });
  const header = ['attribute', 'value', 'records', 'first place', 'suggestions'];
  return [header, ...rows].map((cells) => cells.map(onOneLine).join('\t'));
}

function exitCode(
  unmapped: readonly UnmappedValue[],
  hidden: readonly HiddenValues[],
  failures: readonly unknown[],
): 0 | 1 | 2 {
  if (failures.length > 0) return 2;
  return unmapped.length > 0 || hidden.length > 0 ? 1 : 0;
}
