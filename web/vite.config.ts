import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vitest/config';

// Where `npm run dev` finds the API and the WebSocket: the local stack's front door.
const target = process.env.BACKEND ?? 'http://localhost:8080';
// It takes calls and sockets from its own origin only.
const backend = { target, headers: { origin: target } };

export default defineConfig({
  plugins: [tailwindcss()],
  build: {
    target: 'es2022',
    // Nothing inlined as data: or script, so that the Content-Security-Policy can stay strict.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': backend, '/_local': backend, '/ws': { ...backend, ws: true } } },
  test: { include: ['tests/**/*.test.ts'], setupFiles: ['tests/setup.ts'], environment: 'node' },
});
