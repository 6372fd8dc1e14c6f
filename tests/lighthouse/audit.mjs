// `node audit.mjs PORT URL…`: what Lighthouse thinks of each page, on a slow phone and on a desk, in the browser that
// listens for debuggers at PORT, as the user who is signed in there. Prints JSON, a line a page and device.
import lighthouse, { desktopConfig } from 'lighthouse';

const [port, ...urls] = process.argv.slice(2);
const flags = { port: Number(port), onlyCategories: ['performance', 'accessibility', 'best-practices'], logLevel: 'error' };

for (const url of urls) {
  for (const [device, config] of [['phone', undefined], ['desk', desktopConfig]]) {
    const { lhr } = await lighthouse(url, flags, config);
    const scores = Object.fromEntries(Object.entries(lhr.categories).map(([name, { score }]) => [name, score * 100]));
    const weighty = Object.values(lhr.categories).flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight > 0));
    const amiss = [...new Set(weighty.map(({ id }) => id))].filter((id) => (lhr.audits[id].score ?? 1) < 0.9);
    const words = amiss.map((id) => `${id}${lhr.audits[id].displayValue ? ` (${lhr.audits[id].displayValue})` : ''}`);
    console.log(JSON.stringify({ page: new URL(lhr.finalDisplayedUrl).pathname, device, scores, amiss: words }));
  }
}
