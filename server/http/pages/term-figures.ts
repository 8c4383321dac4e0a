import type { ProtectedCount } from '../../cohort/reply.ts';
import type { Attribute } from '../../ontology/attribute.ts';
import type { TermUses } from '../../ontology/terms/term-uses.ts';
import type { Term } from '../../ontology/terms/term.ts';
import { html, type Html, type HtmlValue } from './html.ts';
import { icon } from './icons.ts';
import { pageAddress } from './page-setting.ts';
import { termLabel, type TermContext } from './term-context.ts';
import { childrenOf } from './term-tree.ts';

/** What is told to everybody of the patients of a concept: where to ask for their number. */
export type PatientsPlace =
  { readonly state: 'protected'; readonly address: string } | { readonly state: 'at-nodes' };

/** How many patients a node has for a concept, for who may count them. */
export type PatientsCount = ({ readonly state: 'counted' } & ProtectedCount) | { readonly state: 'at-nodes' };

/** What a search for a concept finds here. */
export interface TermCounts {
  /** By attribute of the catalogue. */
  readonly datasets: readonly { readonly attribute: Attribute; readonly total: number }[];
  /** Absent where no attribute of records takes the concept. */
  readonly patients?: PatientsPlace;
}

/** The strip of numbers below the title: each leads to its reason. */
export function termFigures(
  term: Term,
  parts: { readonly counts: TermCounts | undefined; readonly uses: TermUses | undefined },
  context: TermContext,
): HtmlValue {
  if (term.concept === undefined) return undefined;
  const { formats } = context;
  const words = formats.words.terms;
  const { counts, uses } = parts;
  const codes = context.terms.codes(term).flatMap((group) => group.codes).length;
  const rows = (uses?.mappedBy(term.iri) ?? []).reduce((sum, each) => sum + each.rows.length, 0);
  const plural = (value: number, thing: keyof typeof words.count): string =>
    words.count[thing][value === 1 ? 0 : 1];
  const inside = (value: number, to: string, thing: keyof typeof words.count): HtmlValue =>
    value > 0 && figure(html`<a href="#${to}">${formats.integer(value)}</a>`, plural(value, thing));
  return html`<div class="figures">
      ${counts?.datasets.map(({ attribute, total }) =>
        figure(
          total === 0
            ? formats.integer(0)
            : html`<a href="${catalogueAddress(attribute, term, context)}">${formats.integer(total)}</a>`,
          counts.datasets.length > 1
            ? `${formats.noun(total, 'datasets')}, ${attribute.name}`
            : formats.noun(total, 'datasets'),
        ),
      )}
      ${counts?.patients !== undefined && patients(counts.patients, context)}
      ${inside(childrenOf(term, context).length, 'narrower', 'narrower')} ${inside(codes, 'codes', 'codes')}
      ${inside(rows, 'mapped', 'sourceValues')}
    </div>
    ${counts?.datasets.length === 0 && html`<p class="second">${words.noAttribute}</p>`}`;
}

/** The one button: the datasets that have the concept or something narrower. */
export function datasetsButton(term: Term, counts: TermCounts | undefined, context: TermContext): HtmlValue {
  const [first] = (counts?.datasets ?? []).filter(({ total }) => total > 0);
  if (first === undefined) return undefined;
  const { formats } = context;
  return html`<a class="button button-filled" href="${catalogueAddress(first.attribute, term, context)}"
    >${formats.words.terms.showDatasets} ${formats.counted(first.total, 'datasets')}</a
  >`;
}

function catalogueAddress(attribute: Attribute, { curie }: Term, { setting }: TermContext): string {
  return pageAddress('/catalog', setting, new URLSearchParams({ [attribute.name]: curie }));
}

function figure(value: HtmlValue, name: string, note?: string): Html {
  return html`<div class="figure">
    <span class="amount">${value}</span>
    <span class="amount-of">${name}</span>
    ${note !== undefined && html`<span class="amount-note">${note}</span>`}
  </div>`;
}

function patients(place: PatientsPlace, { formats, setting }: TermContext): Html {
  const { words } = formats;
  const [, name] = words.count.patients;
  const locked = (text: HtmlValue): Html => html`<span class="locked">${icon('lock')}${text}</span>`;
  if (place.state === 'at-nodes') return figure(locked(words.terms.atNodes), name, words.terms.atNodesNote);
  const link = html`<a href="${pageAddress(place.address, setting)}">${words.terms.protected}</a>`;
  return figure(locked(link), name, words.terms.protectedNote);
}

/** What stands in the head of the window and in previews of links. */
export function plainTitle(term: Term, context: TermContext): string {
  return `${termLabel(term, context).text} (${term.curie})`;
}
