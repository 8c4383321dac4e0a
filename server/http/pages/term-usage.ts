import type { Attribute } from '../../ontology/attribute.ts';
import type { FileKind, FileUse, MappedBy, TermUses } from '../../ontology/terms/term-uses.ts';
import type { Term } from '../../ontology/terms/term.ts';
import { skos } from '../../rdf/vocabulary.ts';
import type { MappingRow } from '../../rdf/sssom.ts';
import type { CodeRelation } from '../../ontology/terms/term-codes.ts';
import { html, joined, type Html, type HtmlValue } from './html.ts';
import { mark } from './term-codes-table.ts';
import { countedTerms, termLink, type TermContext } from './term-context.ts';
import { referredTo } from './term-says.ts';

/** Rows of a mapping set that are listed; the others are counted. */
const mostRows = 30;
/** So few rows need no click. */
const fewRows = 3;

const relations: readonly (readonly [string, CodeRelation])[] = [
  [skos.exactMatch.value, 'same'],
  [skos.closeMatch.value, 'close'],
  // From the source's side: its word is narrower where ours is broader.
  [skos.broadMatch.value, 'narrower'],
  [skos.narrowMatch.value, 'broader'],
];

/** The attributes that a term is a value, the vocabulary or the property of. */
export function attributesOf(term: Term, { terms }: TermContext): readonly Attribute[] {
  const scheme = term.kind === 'scheme' ? term.iri : term.concept?.scheme.value;
  return terms.ontology.attributes.filter((attribute) =>
    term.kind === 'property'
      ? [attribute.catalogue, attribute.record].some((binding) =>
          [binding?.path, binding?.lowerPath, binding?.upperPath].some((path) =>
            path?.some(({ property }) => property.value === term.iri),
          ),
        )
      : scheme !== undefined && attribute.scheme?.value === scheme,
  );
}

/** Everything that names a term: attributes, mapping rows, shapes, queries, cohorts, other classes. */
export function termUsage(term: Term, uses: TermUses | undefined, context: TermContext): Html {
  const words = context.formats.words.terms;
  const attributes = attributesOf(term, context);
  const mapped = uses?.mappedBy(term.iri) ?? [];
  const files = uses?.files(term.iri) ?? [];
  const referring = referredTo(term, context);
  const kinds: readonly FileKind[] = ['shape', 'query', 'cohort', 'mapping'];
  const nothing = attributes.length + mapped.length + files.length === 0 && referring === undefined;
  return html`<section aria-labelledby="use">
    <h2 id="use">${words.use}</h2>
    ${
      attributes.length > 0 &&
      html`<h3>${words.attributes}</h3>
        <p>
          ${joined(
            attributes.map(({ iri }) => termLink(iri.value, context)),
            ', ',
          )}
        </p>`
    }
    ${mapped.length > 0 && mappedFrom(mapped, context)} ${kinds.map((kind) => fileList(kind, files, context))}
    ${referring} ${nothing && html`<p class="second">${words.unused}</p>`}
  </section>`;
}

function mappedFrom(mapped: readonly MappedBy[], context: TermContext): Html {
  const words = context.formats.words.terms;
  return html`<h3 id="mapped">${words.mappedFrom}</h3>
    <p class="second note">${words.mappedNote}</p>
    <ul class="sets">
      ${mapped.map(
        ({ set, rows }) =>
          html`<li>
            <details ${rows.length <= fewRows && html`open`}>
              <summary>
                <code>${set}</code>
                <span class="second">${countedTerms(rows.length, 'sourceValues', context)}</span>
              </summary>
              <ul class="rows">
                ${rows.slice(0, mostRows).map((row) => mappingRow(row, context))}
              </ul>
              ${
                rows.length > mostRows &&
                html`<p class="second">
                  ${context.formats.integer(rows.length - mostRows)} ${words.notShown}
                </p>`
              }
            </details>
          </li>`,
      )}
    </ul>`;
}

function mappingRow(row: MappingRow, context: TermContext): Html {
  const words = context.formats.words.terms;
  const relation = relations.find(([iri]) => iri === row.predicateIri)?.[1] ?? 'related';
  return html`<li>
    ${
      row.literal || row.subjectId === undefined
        ? html`<q>${row.subjectLabel ?? ''}</q>`
        : html`<code>${row.subjectId}</code> ${row.subjectLabel}`
    }
    ${mark(relation, context)} <span class="second">${words.line} ${row.line}</span>
  </li>`;
}

function fileList(kind: FileKind, files: readonly FileUse[], { formats }: TermContext): HtmlValue {
  const words = formats.words.terms;
  const some = files.filter((use) => use.kind === kind);
  if (some.length === 0) return undefined;
  return html`<h3>${words.files[kind]}</h3>
    <ul class="files">
      ${some.map(
        ({ file, lines, title }) =>
          html`<li>
            ${title !== undefined && html`<span>${title}</span>`}
            <span class="place"
              ><code>${file}</code>, ${lines.length === 1 ? words.line : words.lines}
              ${lines.slice(0, 6).join(', ')}${lines.length > 6 && ' …'}</span
            >
          </li>`,
      )}
    </ul>`;
}
