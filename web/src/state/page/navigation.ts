/** The page's address: ways to another one keep clear of what lies over the page. */
import { navigate as go } from 'wouter-preact/use-browser-location';
import { Layers } from './layers';

export const layers = new Layers(window.history);
window.addEventListener('popstate', () => layers.moved());

/** To another page; no entry of what lay over this one stays in the history. */
export const navigate: typeof go = (to, options) =>
  layers.turn((replace) => go(to, { ...options, replace }), options?.replace ?? false);
