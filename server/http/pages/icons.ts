import { html, type Html } from './html.ts';

/** Line drawings on a grid of 24, two units wide, drawn in the colour of the text. */
const drawings = {
  search: html`<circle cx="11" cy="11" r="7" /><path d="m20.5 20.5-4.4-4.4" />`,
  cross: html`<path d="m6 6 12 12M18 6 6 18" />`,
  chevron: html`<path d="m9 6 6 6-6 6" />`,
  bulb: html`<path
    d="M9 18h6M10 21.5h4M8.2 14.5A6 6 0 1 1 15.8 14.5c-.7.6-.8 1.4-.8 3.5H9c0-2.1-.1-2.9-.8-3.5Z"
  />`,
  ok: html`<circle cx="12" cy="12" r="9" /><path d="m8.2 12.3 2.6 2.6 5-5.4" />`,
  slow: html`<circle cx="12" cy="12" r="9" /><path d="M12 7v5l3.2 2" />`,
  down: html`<circle cx="12" cy="12" r="9" /><path d="m9 9 6 6M15 9l-6 6" />`,
  filter: html`<path d="M4 6.5h16M7 12h10M10 17.5h4" />`,
  theme: html`<circle cx="12" cy="12" r="9" /><path d="M12 3a9 9 0 0 1 0 18Z" fill="currentColor" />`,
  globe: html`<circle cx="12" cy="12" r="9" /><path
      d="M3 12h18M12 3c2.6 2.5 3.9 5.5 3.9 9S14.600 18.500 12 21c-2.600-2.500-3.900-5.500-3.900-9S9.400 5.500 12 3Z"
    />`,
  lock: html`<rect x="5" y="11" width="14" height="9.500" rx="2" /><path d="M8 11V8a4 4 0 0 1 8 0v3" />`,
  equal: html`<path d="M6 9.500h12M6 14.500h12" />`,
} as const;

export type IconName = keyof typeof drawings;

/** An icon beside a word that says the same: hidden from readers of the screen. */
export function icon(name: IconName): Html {
  return html`<svg
    class="icon icon-${name}"
    viewBox="0 0 24 24"
    width="18"
    height="18"
    fill="none"
    stroke="currentColor"
    stroke-width="2"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    ${drawings[name]}
  </svg>`;
}

/** The mark: a globe of meridians, the outer ones in petrol, the inner one in plum. */
export function mark(): Html {
  return html`<svg class="mark" viewBox="0 0 28 28" width="28" height="28" fill="none" aria-hidden="true">
    <circle class="mark-rim" cx="14" cy="14" r="12" />
    <path class="mark-public" d="M14 2c-4.300 3-6.500 7-6.500 12s2.200 9 6.500 12" />
    <path class="mark-public" d="M14 2c4.300 3 6.500 7 6.500 12s-2.200 9-6.500 12" />
    <path class="mark-record" d="M14 2v24" />
  </svg>`;
}
