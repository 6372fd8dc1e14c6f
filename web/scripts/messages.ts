import { type MessageFormatElement, parse } from '@formatjs/icu-messageformat-parser';
import type { Plugin } from 'vite';

const CATALOGUE = /\/src\/text\/(?:[a-z-]+\/)?[a-z]{2,3}\.ts$/;

type Messages = { readonly [key: string]: string | Messages };
export type Parsed = { readonly [key: string]: string | MessageFormatElement[] | Parsed };

/** Parses the catalogues' messages while building, so that no browser loads ICU's parser; one that is malformed fails the build. */
export function messages(): Plugin {
  return {
    name: 'messages',
    apply: 'build',
    config: () => ({
      resolve: {
        alias: [
          {
            find: /^@formatjs\/icu-messageformat-parser$/,
            replacement: '@formatjs/icu-messageformat-parser/no-parser.js',
          },
        ],
      },
    }),
    transform: {
      filter: { id: CATALOGUE },
      async handler(code) {
        const exported: Messages = await import(`data:text/javascript,${encodeURIComponent(code)}`);
        const declared = Object.entries(parsed(exported)).map(
          ([name, catalogue]) => `export const ${name} = ${JSON.stringify(catalogue)};`,
        );
        return { code: declared.join('\n'), map: null };
      },
    },
  };
}

/** The same messages, those with parameters parsed. */
export function parsed(messages: Messages): Parsed {
  return Object.fromEntries(
    Object.entries(messages).map(([key, message]) => {
      if (typeof message !== 'string') return [key, parsed(message)];
      return [key, message.includes('{') ? parse(message, { ignoreTag: true }) : message];
    }),
  );
}
