// Fails when what index.html loads at once, scripts and styles compressed, outgrows its budget.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const BUDGET = 90 * 1024;
const dist = new URL('../dist/', import.meta.url);
const html = readFileSync(new URL('index.html', dist), 'utf8');
const assets = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map(([, path]) => path);
const sizes = assets.map((path) => gzipSync(readFileSync(new URL(path, dist))).length);
const total = sizes.reduce((sum, size) => sum + size, 0);

for (const [i, path] of assets.entries()) console.log(`${(sizes[i] / 1024).toFixed(1).padStart(6)} KB  ${path}`);
console.log(`${(total / 1024).toFixed(1).padStart(6)} KB  of ${BUDGET / 1024} KB`);
if (assets.length === 0 || total > BUDGET) {
  console.error(assets.length === 0 ? 'index.html loads nothing: build first.' : 'The first load is too large.');
  process.exit(1);
}
