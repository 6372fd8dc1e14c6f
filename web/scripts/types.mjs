// Writes src/wire/generated.ts from the published contract (docs/openapi.json, docs/asyncapi.json).
// With --check it writes nothing, and fails when the file is stale.
import { readFile, writeFile } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { compile } from 'json-schema-to-typescript';

const OUT = new URL('../src/wire/generated.ts', import.meta.url);
const DOCUMENTS = ['openapi', 'asyncapi'].map((name) => new URL(`../../docs/${name}.json`, import.meta.url));

const banner = `/* Generated from docs/openapi.json and docs/asyncapi.json by \`npm run types\`: change the models, not this file. */`;
const source = await generate(await definitions(), await version());

if (process.argv.includes('--check')) {
  const current = await readFile(OUT, 'utf8').catch(() => '');
  if (current !== source) {
    console.error('src/wire/generated.ts does not match the contract: run `npm run types` and commit what it writes.');
    process.exit(1);
  }
} else {
  await writeFile(OUT, source);
}

/** The schemas of both documents by name; what both define has to be the same. */
async function definitions() {
  const all = {};
  for (const url of DOCUMENTS) {
    const { components } = JSON.parse(await readFile(url, 'utf8'));
    for (const [name, schema] of Object.entries(components.schemas)) {
      if (name in all && !isDeepStrictEqual(all[name], schema)) throw new Error(`The documents differ in ${name}.`);
      all[name] = schema;
    }
  }
  return Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The contract's, which both documents tell. */
async function version() {
  const told = await Promise.all(DOCUMENTS.map(async (url) => JSON.parse(await readFile(url, 'utf8')).info.version));
  if (new Set(told).size > 1) throw new Error('The documents differ in their version.');
  return Number(told[0]);
}

/** The compiler knows tuples as JSON Schema wrote them before 2020. */
function withTuples(_key, value) {
  if (!value?.prefixItems) return value;
  const { prefixItems: items, ...rest } = value;
  return { ...rest, items };
}

async function generate(schemas, contract) {
  const text = JSON.stringify({ title: 'Contract', type: 'object', definitions: schemas });
  const schema = JSON.parse(text.replaceAll('#/components/schemas/', '#/definitions/'), withTuples);
  const options = {
    additionalProperties: false,
    bannerComment: banner,
    unreachableDefinitions: true,
    style: { singleQuote: true, printWidth: 120 },
  };
  const typescript = await compile(schema, 'Contract', options);
  const types = typescript
    .replace('export interface Contract {}\n', '')
    .replace(/^ \* This interface was referenced by.*\n \* via .*\n/gm, '')
    .replace(/^ \*\n \*\/$/gm, ' */');
  const told = `/** The version of the contract that this client knows. */\nexport const CONTRACT = ${contract};`;
  return types.replace(banner, `${banner}\n\n${told}`);
}
