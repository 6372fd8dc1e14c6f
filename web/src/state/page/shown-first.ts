/** The chat that the page of an address shows; empty where it shows none. */
export const shownFirst = (path: string): string =>
  path === '/' ? 'public-chat' : (/^\/chat\/([^/]+)/.exec(path)?.[1] ?? '');
