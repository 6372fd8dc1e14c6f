import { call } from '../../api/http';

/** The rules as their operator wrote them; nothing where there is no such file, and the site answers with its page. */
export function fetchRules(fetch: typeof globalThis.fetch = window.fetch.bind(window)): Promise<string> {
  return call(fetch, '/rules.txt', {}, async (response) => {
    const isText = response.headers.get('Content-Type')?.startsWith('text/plain') === true;
    return isText ? (await response.text()).trim() : '';
  });
}
