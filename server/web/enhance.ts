/**
 * Makes the catalogue page answer at once; without it every link and the form work all the same. Each change asks
 * for the same address as any reader would, and puts the regions of the answer in place of the old ones. The file is
 * served with its types taken out, so it imports nothing and uses only types that can be erased.
 */

/** Milliseconds that typing has to rest. */
const rest = 200;
/** Milliseconds before a slow answer is shown as such. */
const patience = 150;

const form = document.querySelector<HTMLFormElement>('#question');
if (form !== null) enhance(form);

function enhance(form: HTMLFormElement): void {
  document.documentElement.classList.add('enhanced');
  const search = form.querySelector<HTMLInputElement>('input[type=search]');
  let asked: AbortController | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** The address of what the form says; empty fields say nothing. */
  function formAddress(): string {
    const parameters = new URLSearchParams();
    for (const element of form.elements) {
      if (!(element instanceof HTMLInputElement) || element.name === '' || element.value === '') continue;
      if (element.type === 'checkbox' && !element.checked) continue;
      parameters.append(element.name, element.value.trim());
    }
    const query = parameters.toString().replaceAll('%3A', ':').replaceAll('%2C', ',');
    return query === '' ? form.action : `${form.action}?${query}`;
  }

  /** Shows an address. `entry` says what becomes of the history: typing changes the entry, a choice adds one. */
  async function show(address: string, entry: 'push' | 'replace' | 'keep'): Promise<void> {
    clearTimeout(timer);
    asked?.abort();
    const question = new AbortController();
    asked = question;
    const waiting = setTimeout(
      () => document.querySelector('#results')?.setAttribute('aria-busy', 'true'),
      patience,
    );
    try {
      const response = await fetch(address, { headers: { accept: 'text/html' }, signal: question.signal });
      const text = await response.text();
      const answer = new DOMParser().parseFromString(text, 'text/html');
      if (!response.ok || answer.querySelector('#results') === null)
        throw new Error(`Status ${response.status}`);
      if (question.signal.aborted) return;
      // The server writes the address of a question in its shortest form.
      const shown = answer.querySelector<HTMLElement>('#results')?.dataset['address'] ?? address;
      if (entry === 'push') history.pushState(null, '', shown);
      if (entry === 'replace') history.replaceState(history.state, '', shown);
      document.title = answer.title;
      swap(answer);
      if (entry !== 'replace') takeOver(answer);
    } catch {
      // A newer question took the place of this one; or it failed, and the browser shows how.
      if (!question.signal.aborted) location.assign(address);
    } finally {
      clearTimeout(waiting);
      if (asked === question) document.querySelector('#results')?.removeAttribute('aria-busy');
    }
  }

  /** What was typed may differ from what a link or the history shows. */
  function takeOver(answer: Document): void {
    const text = answer.querySelector<HTMLInputElement>('#search-text')?.value ?? '';
    if (search !== null && document.activeElement !== search) search.value = text;
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void show(formAddress(), 'push');
    const sheet = document.querySelector<HTMLDetailsElement>('#filters');
    if (sheet?.open === true) {
      sheet.open = false;
      document.querySelector<HTMLElement>('#count')?.focus();
    }
  });

  document.addEventListener('change', (event) => {
    const { target } = event;
    if (target instanceof HTMLInputElement && target.form === form && target.type === 'checkbox') {
      void show(formAddress(), 'push');
    }
  });

  document.addEventListener('input', (event) => {
    const { target } = event;
    if (!(target instanceof HTMLInputElement) || target.form !== form || target.type === 'checkbox') return;
    clearTimeout(timer);
    timer = setTimeout(() => void show(formAddress(), 'replace'), rest);
  });

  document.addEventListener('click', (event) => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link =
      event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[data-swap]') : null;
    if (link === null) return;
    event.preventDefault();
    void show(link.href, 'push');
  });

  addEventListener('popstate', () => void show(location.href, 'keep'));

  document.addEventListener('keydown', (event) => {
    const typing = event.target instanceof HTMLInputElement && event.target.type !== 'checkbox';
    if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    search?.focus();
    search?.select();
  });
}

/** Puts the regions of a page in place of ours; focus, cursor and what was open stay. */
function swap(answer: Document): void {
  const focused = document.activeElement;
  const focusedId = focused?.id ?? '';
  const opened = new Map(
    [...document.querySelectorAll<HTMLDetailsElement>('#facets details[id]')].map((one) => [
      one.id,
      one.open,
    ]),
  );
  const scroll = document.querySelector('#facets')?.scrollTop ?? 0;
  for (const region of document.querySelectorAll('[data-region]')) {
    const other = answer.getElementById(region.id);
    if (other !== null) region.replaceWith(other);
  }
  for (const details of document.querySelectorAll<HTMLDetailsElement>('#facets details[id]')) {
    details.open = opened.get(details.id) ?? details.open;
  }
  document.querySelector('#facets')?.scrollTo({ top: scroll });
  if (focused !== null && !focused.isConnected) restoreFocus(focused, focusedId);
  const announcer = document.querySelector('#announcer');
  const count = document.querySelector<HTMLElement>('#results')?.dataset['announce'];
  if (announcer !== null && count !== undefined) announcer.textContent = count;
}

/** The same field in the new region; where it is gone (a chip taken away), the count. */
function restoreFocus(before: Element, id: string): void {
  const element =
    (id === '' ? null : document.getElementById(id)) ?? document.querySelector<HTMLElement>('#count');
  element?.focus({ preventScroll: true });
  // What was typed meanwhile is newer than the answer.
  if (before instanceof HTMLInputElement && element instanceof HTMLInputElement && before.type === 'number') {
    element.value = before.value;
  }
}
