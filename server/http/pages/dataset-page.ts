import type { DatasetView } from '../../catalogue/catalogue.ts';
import type { Attribute } from '../../ontology/attribute.ts';
import type { Ontology } from '../../ontology/ontology.ts';
import { absent, badges } from './dataset-table.ts';
import { html, joined, type Html, type HtmlValue } from './html.ts';
import { renderFrame } from './page-frame.ts';
import type { PageNode } from './page-node.ts';
import { Formats, pageAddress, toSetting, type PageSetting, type Theme } from './page-setting.ts';

export interface DatasetPageParts {
  readonly node: PageNode;
  readonly dataset: DatasetView;
  readonly ontology: Pick<Ontology, 'attributes' | 'resolve' | 'concept'>;
  readonly language?: string;
  readonly theme?: Theme;
}

/** The page of one dataset: can I use it? */
export function renderDatasetPage(parts: DatasetPageParts): string {
  const { node, dataset, ontology } = parts;
  const setting = toSetting(parts);
  const formats = new Formats(setting);
  const { words } = formats;
  const path = `/datasets/${encodeURIComponent(dataset.id)}`;
  return renderFrame({
    node,
    setting,
    formats,
    title: dataset.title,
    description: dataset.description,
    path,
    inCatalogue: true,
    alternates: [
      { href: path, mediaType: 'text/turtle' },
      { href: path, mediaType: 'application/ld+json' },
    ],
    layout: 'reading',
    body: html`<main id="content" class="reading">
      <p class="way-back"><a href="${pageAddress('/catalog', setting)}">${words.back}</a></p>
      <h1>${dataset.title}</h1>
      <p class="byline">${byline(dataset, setting, formats)}</p>
      <p class="strip">
        ${strip(dataset.patients, 'patients', formats)} ${strip(dataset.studies, 'studies', formats)}
        ${badges(dataset.values['modality'], ontology, formats, Infinity)}
      </p>
      ${
        dataset.description !== '' &&
        html`<h2>${words.about}</h2>
          <p class="prose">${dataset.description}</p>`
      }
      <h2>${words.content}</h2>
      <dl class="facts">
        ${ontology.attributes
          .filter(({ catalogue, name }) => catalogue !== undefined && name !== 'provider')
          .map((attribute) =>
            fact(attributeLabel(attribute, setting), attributeValue(attribute, dataset, setting, formats)),
          )}
        ${dataset.keywords.length > 0 && fact(words.keywords, dataset.keywords.join(', '))}
      </dl>
      <h2>${words.conditions}</h2>
      <dl class="facts">
        ${fact(words.accessRights, rightsText(dataset.accessRights) ?? absent(formats))}
        ${dataset.issued !== undefined && fact(words.issued, day(dataset.issued, formats))}
        ${dataset.modified !== undefined && fact(words.modified, day(dataset.modified, formats))}
      </dl>
      <h2>${words.cite}</h2>
      <p class="cite">${citation(dataset, formats)} <code>${dataset.iri}</code></p>
      <h2>${words.formats}</h2>
      <ul class="formats">
        ${['text/turtle', 'application/ld+json', 'application/rdf+xml'].map(
          (mediaType) => html`<li><code>curl '${node.base}${path}' -H 'accept: ${mediaType}'</code></li>`,
        )}
      </ul>
    </main>`,
  });
}

function byline({ provider, version }: DatasetView, setting: PageSetting, { words }: Formats): Html {
  const others = pageAddress('/catalog', setting, new URLSearchParams({ provider: provider.code }));
  return html`<a href="${others}">${provider.label}</a
    >${version !== undefined && ` · ${words.version} ${version}`}`;
}

function strip(value: number | undefined, thing: 'patients' | 'studies', formats: Formats): Html {
  const noun = formats.noun(value ?? 2, thing);
  return html`<span class="figure"
    ><b>${value === undefined ? absent(formats) : formats.integer(value)}</b> ${noun}</span
  >`;
}

function fact(name: string, value: HtmlValue): Html {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;
}

function attributeLabel({ labels, name }: Attribute, { language }: PageSetting): string {
  return labels.get(language) ?? labels.get('en') ?? name;
}

function attributeValue(
  attribute: Attribute,
  dataset: DatasetView,
  setting: PageSetting,
  formats: Formats,
): HtmlValue {
  if (attribute.facetKind === 'range') {
    const range = dataset.ranges[attribute.name];
    return range === undefined ? absent(formats) : formats.range(range.low, range.high, attribute.unit);
  }
  const values = dataset.values[attribute.name] ?? [];
  if (values.length === 0) return absent(formats);
  return joined(
    values.map(
      ({ code, label }) =>
        html`<a
          href="${pageAddress(`/concepts/${encodeURIComponent(code).replaceAll('%3A', ':')}`, setting)}"
          title="${code}"
          >${label}</a
        >`,
    ),
    ', ',
  );
}

/** The last part of an authority's IRI as words: `Non public`. */
function rightsText(rights: string | undefined): string | undefined {
  // A sentence stays as it is; an IRI or a bare code of the authority becomes words.
  if (rights === undefined || !/^(https?:|[A-Z_]+$)/.test(rights)) return rights;
  const name = rights.split(/[/#]/).at(-1) ?? '';
  const words = name.replaceAll('_', ' ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function day(value: string, formats: Formats): Html {
  return html`<time datetime="${value}">${formats.date(value)}</time>`;
}

function citation({ provider, title, version, issued }: DatasetView, { words }: Formats): string {
  const year = issued === undefined ? '' : ` (${issued.slice(0, 4)})`;
  return `${provider.label}${year}. ${title}${version === undefined ? '' : `, ${words.version} ${version}`}.`;
}
