const STOPS = 'a[href], button:not(:disabled)';

/** Moves the focus within a list of links and buttons: arrow up and down, Home and End. */
export function onArrows(event: KeyboardEvent, list: HTMLElement): void {
  const stops = [...list.querySelectorAll<HTMLElement>(STOPS)].filter((stop) => stop.checkVisibility());
  const current = stops.indexOf(document.activeElement as HTMLElement);
  const next = { ArrowDown: current + 1, ArrowUp: current - 1, Home: 0, End: stops.length - 1 }[event.key];
  if (next === undefined || stops.length === 0) return;
  event.preventDefault();
  stops[(next + stops.length) % stops.length]?.focus();
}

/** Arrow up and down lead from the article that has the focus to the next of a list; false for anything else. */
export function onSteps({ key, target }: KeyboardEvent, list: HTMLElement): boolean {
  const step = { ArrowUp: -1, ArrowDown: 1 }[key];
  const articles = [...list.querySelectorAll('article')];
  const current = articles.indexOf(target as HTMLElement);
  if (step === undefined || current < 0) return false;
  articles[current + step]?.focus();
  return true;
}
