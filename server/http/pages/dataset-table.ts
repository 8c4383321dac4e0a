import type { DatasetView, ValueView } from '../../catalogue/catalogue.ts';
import type { Ontology } from '../../ontology/ontology.ts';
import { abbreviation } from './concept-words.ts';
import { html, type Html, type HtmlValue } from './html.ts';
import { pageAddress, type Formats, type PageSetting } from './page-setting.ts';

export interface DatasetTableParts {
  readonly datasets: readonly DatasetView[];
  readonly ontology: Pick<Ontology, 'resolve' | 'concept'>;
  readonly setting: PageSetting;
  readonly formats: Formats;
}

/** Datasets as rows. The roles are written out: on small screens the rows are laid out anew, and stay a table. */
export function datasetTable(parts: DatasetTableParts): Html {
  const { words } = parts.formats;
  const head = (label: string, name: string): Html =>
    html`<th role="columnheader" scope="col" class="${name}">${label}</th>`;
  return html`<div class="table-box">
    <table class="datasets" role="table">
      <thead role="rowgroup">
        <tr role="row">
          ${head(words.dataset, 'cell-title')} ${head(words.imaging, 'cell-imaging')}
          ${head(parts.formats.heading('patients'), 'cell-number')}
          ${head(parts.formats.heading('studies'), 'cell-number')} ${head(words.access, 'cell-access')}
          ${head(words.type, 'cell-type')}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${parts.datasets.map((dataset) => row(dataset, parts))}
      </tbody>
    </table>
  </div>`;
}

function row(dataset: DatasetView, parts: DatasetTableParts): Html {
  const { setting, formats, ontology } = parts;
  const { words } = formats;
  return html`<tr role="row">
    <td role="cell" class="cell-title">
      <a class="title" href="${pageAddress(`/datasets/${encodeURIComponent(dataset.id)}`, setting)}"
        >${dataset.title}</a
      >
      <span class="second"
        >${dataset.provider.label}${dataset.version !== undefined && `, ${words.version} ${dataset.version}`}</span
      >
    </td>
    <td role="cell" class="cell-imaging">
      ${badges(dataset.values['modality'], ontology, formats)} ${oneLine(dataset.values['bodyPart'], formats)}
    </td>
    <td role="cell" class="cell-number">${number(dataset.patients, 'patients', formats)}</td>
    <td role="cell" class="cell-number">${number(dataset.studies, 'studies', formats)}</td>
    <td role="cell" class="cell-access">
      <span class="clamp">${listed(dataset.values['accessType'], formats)}</span>
    </td>
    <td role="cell" class="cell-type">
      <span class="clamp">${listed(dataset.values['datasetType'], formats)}</span>
    </td>
  </tr>`;
}

/** Badges of a row before "+2". */
const badgesAtOnce = 3;

/** Short names of what made the images; the full names are what a reader of the screen hears. */
export function badges(
  values: readonly ValueView[] | undefined,
  ontology: Pick<Ontology, 'resolve' | 'concept'>,
  formats: Formats,
  most = badgesAtOnce,
): HtmlValue {
  if (values === undefined || values.length === 0) return absent(formats);
  const named = values.map(({ code, label }) => ({ short: abbreviation(code, ontology), label }));
  // Abbreviations come first; a long name takes a place only where there is room for all, or nothing shorter.
  const short = named.filter((one) => one.short !== undefined);
  const long = named.filter((one) => one.short === undefined);
  const sorted = [...short, ...long];
  const shown = sorted.slice(0, most === Infinity ? most : Math.min(most, Math.max(1, short.length)));
  const rest = sorted.slice(shown.length).map(({ label }) => label);
  return html`<span class="badges"
    >${shown.map(({ short: name = '', label }) => badge(name === '' ? label : name, label))}${
      rest.length > 0 && badge(`+${formats.integer(rest.length)}`, rest.join(', '))
    }</span
  >`;
}

function badge(short: string, full: string): Html {
  if (short === full) return html`<span class="badge">${full}</span>`;
  return html`<abbr class="badge" title="${full}"
    ><span aria-hidden="true">${short}</span><span class="visually-hidden">${full}</span></abbr
  >`;
}

/** The values one after another; said in words where there is none. */
function listed(values: readonly ValueView[] | undefined, formats: Formats): HtmlValue {
  if (values === undefined || values.length === 0) return absent(formats);
  return values.map(({ label }) => label).join(', ');
}

/** The values on one line; what does not fit is in the title. */
function oneLine(values: readonly ValueView[] | undefined, formats: Formats): Html {
  const title = (values ?? []).map(({ label }) => label).join(', ');
  return html`<span class="second one-line" title="${title}">${listed(values, formats)}</span>`;
}

/** A number with its unit, which the head of the column says on large screens. */
function number(value: number | undefined, thing: 'patients' | 'studies', formats: Formats): HtmlValue {
  if (value === undefined) return absent(formats);
  return html`${formats.integer(value)}<span class="unit">&nbsp;${formats.noun(value, thing)}</span>`;
}

export function absent({ words }: Formats): Html {
  return html`<span class="absent">${words.notStated}</span>`;
}
