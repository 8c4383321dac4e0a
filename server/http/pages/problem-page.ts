import { html } from './html.ts';
import { renderFrame } from './page-frame.ts';
import { Formats, pageAddress, toSetting, type Theme } from './page-setting.ts';

/** What the page needs of a problem document (RFC 9457). */
export interface ShownProblem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly advice?: string;
}

/** A failure as a page: what failed, and what to do. The problem type is there to be copied. */
export function renderProblemPage(
  problem: ShownProblem,
  wanted: { readonly language?: string; readonly theme?: Theme } = {},
): string {
  const setting = toSetting(wanted);
  const formats = new Formats(setting);
  const { words } = formats;
  return renderFrame({
    setting,
    formats,
    title: problem.title,
    path: '/',
    layout: 'reading',
    body: html`<main id="content" class="reading problem">
      <p class="way-back">${problem.status}</p>
      <h1>${problem.title}</h1>
      <p class="prose">${problem.detail}</p>
      ${
        problem.advice !== undefined &&
        html`<h2>${words.tryThis}</h2>
          <p class="prose">${problem.advice}</p>`
      }
      <p><a class="button" href="${pageAddress('/', setting)}">${words.back}</a></p>
      <p class="small">${words.problemType}: <code>${problem.type}</code></p>
    </main>`,
  });
}
