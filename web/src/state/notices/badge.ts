/** What of the page shows outside of it: its title, its icon, the installed app's badge. */
import { effect, signal } from '@preact/signals';
import { isolated } from '../../text/direction';
import { t } from '../../text/index';

/** What the page in front is called; empty for the client as a whole. */
export const pageTitle = signal('');

/** Follows what waits for the user. */
export function showUnread(waiting: () => { count: number; more: boolean }): void {
  const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  effect(() => {
    const { count, more } = waiting();
    document.title = titleOf(pageTitle.value, t.brand, count, more);
    if (icon) icon.href = count > 0 ? '/favicon-unread.svg' : '/favicon.svg';
  });
  effect(() => {
    const { count } = waiting();
    const badging = count > 0 ? navigator.setAppBadge?.(count) : navigator.clearAppBadge?.();
    badging?.catch(() => undefined); // no installed app, or none that has a badge
  });
}

/** `(3) Ada · Monkey Snowfight`; a dot for what waits but is for nobody in particular. */
export function titleOf(page: string, brand: string, count: number, more: boolean): string {
  const mark = count > 0 ? `(${count}) ` : more ? '• ' : '';
  return mark + (page ? `${isolated(page)} · ${brand}` : brand);
}
