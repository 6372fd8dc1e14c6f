// What is wrong with a page to the eye, in words: called in the page, with its tests' own names for things.
() => {
  const faults = [];
  const wide = document.documentElement.clientWidth;
  const name = (element) => {
    const words = (element.innerText ?? element.textContent ?? '').trim().replaceAll(/\s+/g, ' ').slice(0, 40);
    return `<${element.localName} class="${(element.getAttribute('class') ?? '').slice(0, 60)}"> “${words}”`;
  };
  const hides = (style) => /hidden|clip|auto|scroll/.test(style.overflowX);
  const heldBack = (element) => {
    for (let box = element.parentElement; box && box !== document.body; box = box.parentElement) {
      if (hides(getComputedStyle(box))) return true;
    }
    return false;
  };
  if (document.documentElement.scrollWidth > wide) faults.push(`the page is ${document.documentElement.scrollWidth} wide`);
  for (const element of document.body.querySelectorAll('*')) {
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    // What is hidden, and what only screen readers read.
    if (box.width <= 1 || box.height <= 1 || !element.checkVisibility({ visibilityProperty: true })) continue;
    if (!heldBack(element) && (box.right > wide + 1 || box.left < -1)) faults.push(`sticks out: ${name(element)}`);
    // Code may: it has lines that must not be broken.
    const sideways = /auto|scroll/.test(style.overflowX) && !/^(pre|textarea)$/.test(element.localName);
    if (sideways && element.scrollWidth > element.clientWidth + 1) faults.push(`scrolls sideways: ${name(element)}`);
    const speaks = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!speaks || element instanceof SVGElement) continue;
    const shortened = style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none';
    if (hides(style) && !shortened && element.scrollWidth > element.clientWidth + 1) faults.push(`cut off: ${name(element)}`);
    if (/hidden|clip/.test(style.overflowY) && !shortened && element.scrollHeight > element.clientHeight + 2)
      faults.push(`cut off below: ${name(element)}`);
    const button = element.closest('.btn');
    if (button && button.scrollWidth > button.clientWidth + 1) faults.push(`too wide for its button: ${name(element)}`);
  }
  return [...new Set(faults)];
}
