import { createReadStream } from 'node:fs';

const graph = '<https://w3id.org/meridian/ns#RecordPlane> .\n';
const x = 'http://example.org/omop#';
const flushLength = 1 << 17;

/**
 * What `measurement.rml.ttl` says, written out for this one table over strings: a splitter that cuts lines at commas and
 * only looks closer at lines with quotes, and statements put together from constants.
 */
export async function linesByHand(file: string, write: (lines: Uint8Array) => void): Promise<void> {
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  let [rest, text, first] = ['', '', true];
  for await (const piece of createReadStream(file, { highWaterMark: 1 << 20 }) as AsyncIterable<Uint8Array>) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (!first && line !== '') text += statements(line.includes('"') ? quotedCells(line) : line.split(','));
      first = false;
      if (text.length < flushLength) continue;
      write(encoder.encode(text));
      text = '';
    }
  }
  write(encoder.encode(text));
}

function statements(cells: readonly string[]): string {
  const [id = '', person, concept, date, , , , value, , unit, , , , visit, source, unitSource] = cells;
  const subject = `<http://example.org/id/measurement/${encodeURIComponent(id)}> `;
  let text = `${subject}<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <${x}Measurement> ${graph}`;
  if (person)
    text += `${subject}<${x}person> <http://example.org/id/person/${encodeURIComponent(person)}> ${graph}`;
  if (concept)
    text += `${subject}<${x}concept> <http://example.org/concept/${encodeURIComponent(concept)}> ${graph}`;
  if (date)
    text += `${subject}<${x}date> "${escaped(date)}"^^<http://www.w3.org/2001/XMLSchema#date> ${graph}`;
  if (value)
    text += `${subject}<${x}value> "${escaped(value)}"^^<http://www.w3.org/2001/XMLSchema#decimal> ${graph}`;
  if (unit) text += `${subject}<${x}unit> <http://example.org/concept/${encodeURIComponent(unit)}> ${graph}`;
  if (visit)
    text += `${subject}<${x}visit> <http://example.org/id/visit/${encodeURIComponent(visit)}> ${graph}`;
  if (source) text += `${subject}<${x}source> "${escaped(source)}" ${graph}`;
  if (unitSource) text += `${subject}<${x}unitSource> "${escaped(unitSource)}" ${graph}`;
  return `${text}${subject}<${x}table> "MEASUREMENT" ${graph}`;
}

function quotedCells(line: string): string[] {
  const cells: string[] = [];
  for (let at = 0; at <= line.length;) {
    if (line[at] === '"') {
      let end = line.indexOf('"', at + 1);
      while (line[end + 1] === '"') end = line.indexOf('"', end + 2);
      cells.push(line.slice(at + 1, end).replaceAll('""', '"'));
      at = end + 2;
    } else {
      const end = line.indexOf(',', at);
      cells.push(line.slice(at, end < 0 ? undefined : end));
      at = end < 0 ? line.length + 1 : end + 1;
    }
  }
  return cells;
}

const special = /["\\\n\r\t\b\f]/;

function escaped(text: string): string {
  return special.test(text) ? JSON.stringify(text).slice(1, -1) : text;
}
