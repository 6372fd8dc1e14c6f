// `node audit.mjs PORT URL…`: what Lighthouse thinks of each page, on a desk and on a slow phone, in the browser that
// listens for debuggers at PORT, as the user who is signed in there. Prints JSON, a line a page and device.
import lighthouse, { defaultConfig, desktopConfig } from 'lighthouse';

const [port, ...urls] = process.argv.slice(2);
const flags = {
  port: Number(port),
  onlyCategories: ['performance', 'accessibility', 'best-practices'],
  logLevel: 'error',
};

/** How much slower this machine must be made to be a phone, by Lighthouse's own benchmark of it (its throttling.md). */
const slowdown = (benchmark) => (benchmark >= 1300 ? 4 : benchmark >= 800 ? 2 : 1);

async function audit(url, device, config, more = {}) {
  const { lhr } = await lighthouse(url, { ...flags, ...more }, config);
  const refs = Object.values(lhr.categories).flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight > 0));
  const amiss = [...new Set(refs.map(({ id }) => lhr.audits[id]))].filter(({ score }) => (score ?? 1) < 0.9);
  const page = {
    page: new URL(lhr.finalDisplayedUrl).pathname,
    device,
    benchmark: lhr.environment.benchmarkIndex,
    scores: Object.fromEntries(Object.entries(lhr.categories).map(([name, { score }]) => [name, score * 100])),
    amiss: amiss.map(({ id, displayValue }) => (displayValue ? `${id} (${displayValue})` : id)),
  };
  console.log(JSON.stringify(page));
  return page;
}

for (const url of urls) {
  const { benchmark } = await audit(url, 'desk', desktopConfig);
  const { throttling } = defaultConfig.settings;
  const calibrated = { ...throttling, cpuSlowdownMultiplier: slowdown(benchmark) };
  await audit(url, 'phone', undefined, { throttling: calibrated });
}
