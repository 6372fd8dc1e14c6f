import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

export const WORKER = 'worker.js';

/** What a page never asks for: only the system does, when it installs the app. */
const UNASKED = /^(icon-|apple-touch-icon|manifest\.)|\.map$/;

/** Tells the service worker which files the build made, and names the version after what is in them. */
export function shell(): Plugin {
  return {
    name: 'shell',
    apply: 'build',
    writeBundle({ dir = '' }) {
      const files = readdirSync(dir, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) =>
          join(entry.parentPath, entry.name)
            .slice(dir.length + 1)
            .replaceAll('\\', '/'),
        )
        .filter((path) => path !== WORKER && !path.startsWith('.') && !UNASKED.test(path))
        .sort();
      const hash = createHash('sha256');
      for (const path of files) hash.update(path).update(readFileSync(join(dir, path)));
      const list = { version: hash.digest('hex').slice(0, 16), files: files.map((path) => `/${path}`) };
      const worker = readFileSync(join(dir, WORKER), 'utf8');
      if (/^import\b/m.test(worker))
        throw new Error('The service worker shares code with pages: it has to be one file.');
      writeFileSync(join(dir, WORKER), `const SHELL=${JSON.stringify(list)};\n${worker}`);
    },
  };
}
