/** A message that is drawn so many pixels aside is replied to; it follows the finger no further than that. */
const FAR = 64;
/** So many pixels tell the direction. */
const SLACK = 12;

/** Where a finger came down. */
type Place = Pick<Touch, 'target' | 'clientX' | 'clientY'>;

/**
 * A finger draws a message in `list` aside, towards the end of its line: `act` gets it when it was drawn far enough.
 * `first` is down already.
 */
export function followSwipes(
  list: HTMLElement,
  act: (article: Element) => void,
  signal: AbortSignal,
  first: Place | undefined,
): void {
  let start: { article: HTMLElement; x: number; y: number; drawn: number } | null = null;
  const begin = ({ target, clientX: x, clientY: y }: Place) => {
    const article = target instanceof Element ? target.closest('article') : null;
    start = article && { article, x, y, drawn: 0 };
  };
  if (first) begin(first);
  const end = (finished: boolean) => {
    if (!start) return;
    const { article, drawn } = start;
    start = null;
    article.style.transition = 'transform 120ms';
    article.style.transform = '';
    if (finished && drawn >= FAR) act(article);
  };
  const options = { signal, passive: true };
  list.addEventListener(
    'pointerdown',
    ({ target, pointerType, clientX, clientY }) => {
      start = null;
      if (pointerType === 'touch' && target) begin({ target, clientX, clientY });
    },
    options,
  );
  list.addEventListener(
    'pointermove',
    ({ pointerType, clientX, clientY }) => {
      if (!start || pointerType !== 'touch') return;
      const { article, x, y, drawn } = start;
      const [along, across] = [(clientX - x) * (getComputedStyle(article).direction === 'rtl' ? -1 : 1), clientY - y];
      if (drawn === 0 && Math.abs(across) > Math.max(SLACK, along)) return void end(false);
      if (drawn === 0 && along < SLACK) return;
      start.drawn = Math.max(1, Math.min(along, FAR));
      article.style.transition = '';
      article.style.transform = `translateX(${getComputedStyle(article).direction === 'rtl' ? -start.drawn : start.drawn}px)`;
    },
    options,
  );
  list.addEventListener('pointerup', () => end(true), options);
  list.addEventListener('pointercancel', () => end(false), options);
}
