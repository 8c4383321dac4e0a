const mostRedirects = 5;

/** A server leads to another one, or in circles; the message says which, and nothing of where to. */
export class RedirectRefused extends Error {}

/**
 * Follows redirects on the same server only: what leads elsewhere may lead into a network of others, and would take a
 * token along. `ask` must not follow them itself. Throws {@link RedirectRefused}.
 */
export async function fetchRedirected(
  address: URL,
  ask: (url: URL) => Promise<Response>,
): Promise<{ readonly response: Response; readonly url: URL }> {
  let url = address;
  for (let redirects = 0; redirects <= mostRedirects; redirects++) {
    const response = await ask(url);
    const target = response.headers.get('location');
    if (response.status < 300 || response.status >= 400 || target === null) return { response, url };
    await response.body?.cancel();
    const next = URL.parse(target, url);
    if (next?.origin !== url.origin) throw new RedirectRefused('The server leads to another server.');
    next.hash = '';
    url = next;
  }
  throw new RedirectRefused('The server leads in circles.');
}
