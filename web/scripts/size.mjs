// `npm run size` builds the client aside, and fails when what a signed-in user's first page loads, scripts and styles compressed, outgrows its budget: the entry,
// all that it imports, and the words of one language, of which the longest count.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const BUDGET = 100 * 1024;
const ENTRY = 'index.html';
const LANGUAGE = /^src\/text\/[a-z]{2,3}\.ts$/;

const dist = new URL(`../${process.argv[2]}/`, import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));

const sizeOf = (path) => gzipSync(readFileSync(new URL(path, dist)), { level: 9 }).length;

/** The files of a chunk and of all that it imports at once. */
function filesOf(key, seen = new Set()) {
  if (seen.has(key)) return [];
  seen.add(key);
  const { file, css = [], imports = [] } = manifest[key];
  return [file, ...css, ...imports.flatMap((each) => filesOf(each, seen))];
}

const total = (files) => files.reduce((sum, path) => sum + sizeOf(path), 0);
const first = new Set(filesOf(ENTRY));
const languages = Object.keys(manifest)
  .filter((key) => LANGUAGE.test(key))
  .map((key) => filesOf(key).filter((path) => !first.has(path)))
  .sort((a, b) => total(b) - total(a));
if (languages.length === 0) throw new Error('The manifest names no language.');
for (const path of languages[0]) first.add(path);

const sizes = [...first].map((path) => [sizeOf(path), path]).sort(([a], [b]) => b - a);
for (const [size, path] of sizes) console.log(`${(size / 1024).toFixed(1).padStart(6)} KB  ${path}`);
const sum = total([...first]);
console.log(`${(sum / 1024).toFixed(1).padStart(6)} KB  of ${BUDGET / 1024} KB`);
if (sum > BUDGET) {
  console.error('The first load is too large.');
  process.exit(1);
}
