import { mer, rml } from '../../rdf/vocabulary.ts';
import type { FlatTable } from '../rml/bytes/flat-table.ts';
import type { LogicalSource } from '../rml/mapping.ts';
import type { Delivery } from './open-source.ts';
import { csvText, tableReading } from './open-source.ts';
import { filesNamed } from './source-files.ts';

/** What {@link openSource} would read, where that is text in rows and columns; nothing for any other source. */
export async function flatTable(source: LogicalSource, delivery: Delivery): Promise<FlatTable | undefined> {
  const reading = tableReading(source, delivery);
  if (source.formulation === rml.CSV.value) {
    const text = csvText(delivery);
    return { files: filesNamed(delivery.files, source.file).map((file) => ({ file, text })), reading };
  }
  if (source.formulation !== mer.Table.value) return undefined;
  const [holder, ...others] = (await delivery.tables?.holders(source.file)) ?? [];
  return holder?.text === undefined || others.length > 0
    ? undefined
    : { files: [{ file: holder.file, text: holder.text }], reading };
}
