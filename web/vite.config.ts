import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vitest/config';
import { emoji } from './scripts/emoji.ts';
import { messages } from './scripts/messages.ts';
import { shell, WORKER } from './scripts/shell.ts';

// Where `npm run dev` finds the API and the WebSocket: the local stack's front door.
const target = process.env.BACKEND ?? 'http://localhost:8080';
// It takes calls and sockets from its own origin only.
const backend = { target, headers: { origin: target } };

export default defineConfig({
  plugins: [tailwindcss(), emoji(), messages(), shell()],
  build: {
    target: 'es2022',
    // Nothing inlined as data: or script, so that the Content-Security-Policy can stay strict.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
    rolldownOptions: {
      input: { index: 'index.html', worker: 'src/worker/index.ts' },
      // Its address says which pages it serves, and must stay the same.
      output: {
        entryFileNames: ({ name }) => (name === 'worker' ? WORKER : 'assets/[name]-[hash].js'),
        // What the first page loads anyway is one file: small ones compress badly, and are many requests.
        codeSplitting: {
          groups: [
            { name: 'initial', tags: ['$initial'], test: (id) => !/index\.html|src.(main|worker)/.test(id) },
            // The first page names every file that it may want, so these are few. Calls are two, one of them for what only
            // leads to them; what other pages are made of is one; and of the community, what is for everybody and what for its pages.
            {
              name: 'call-ways',
              test: /src.text.calls|src.components.calls.(ways|call-buttons|call-message)|icons.(phone|video)/,
            },
            {
              name: 'pages',
              test: /src.components.(forms|dialogs|shell.(page|card))|src.text.(forms|part)|state.page.pages/,
            },
            { name: 'calls', test: /src.(state|components).calls/ },
            { name: 'community', test: /src.(components|state|text).community|community-api/ },
            { name: 'moderation', test: /src.(components|state|text|views).moderation|moderation-api/ },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': backend, '/_local': backend, '/ws': { ...backend, ws: true } } },
  test: {
    include: ['tests/**/*.test.ts'],
    setupFiles: ['tests/setup.ts'],
    environment: 'node',
    // Vitest would leave one processor to others: of two, half. A long file and the many short ones share them well.
    maxWorkers: '100%',
  },
});
