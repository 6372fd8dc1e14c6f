/**
 * Keeps the page as high as what can be seen of it, in the style property `--height`. Browsers that lay a keyboard
 * over the page without telling the layout (those of iOS) would hide the composer under it.
 */
export function fitViewport(): void {
  const view = window.visualViewport;
  if (!view) return;
  const follow = () => {
    // Zoomed in, the visible part is a detail of the page, not its size.
    const covered = view.scale === 1 && window.innerHeight - view.height > 1;
    if (covered) document.documentElement.style.setProperty('--height', `${view.height}px`);
    else document.documentElement.style.removeProperty('--height');
    if (covered) window.scrollTo(0, 0);
  };
  view.addEventListener('resize', follow);
  follow();
}
