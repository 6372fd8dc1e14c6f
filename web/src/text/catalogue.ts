/** Catalogues of messages in ICU's syntax, as the views use them. */
import { IntlMessageFormat } from 'intl-messageformat';
import { isolated } from './direction';

/** What a catalogue in another language must hold: the same keys. */
export type Shape<C> = { readonly [K in keyof C]: C[K] extends string ? string : Shape<C[K]> };

/** A catalogue in use: a message with parameters is a function of them. */
export type Words<C> = { readonly [K in keyof C]: C[K] extends string ? Message<C[K]> : Words<C[K]> };

type Message<S extends string> = [Argument<S>] extends [never] ? S : (values: Values<Argument<S>>) => string;

/** `name`, or `n, plural, one …`: what follows each opening brace. A plural's branches hold a space or a # and are none. */
type Argument<S extends string> = S extends `${string}{${infer Rest}`
  ? (Rest extends `${infer A}}${string}` ? Named<A> : never) | Argument<Rest>
  : never;
type Named<A extends string> = NameOf<A> extends '' | `${string}${' ' | '#' | '{'}${string}` ? never : A;
type NameOf<A extends string> = A extends `${infer Name},${string}` ? Name : A;
type Values<A extends string> = {
  readonly [Each in A as NameOf<Each>]: Each extends `${string},${string}` ? number : string;
};

/** As it is written, or parsed, as the build has it (`scripts/messages.ts`). */
type Pattern = ConstructorParameters<typeof IntlMessageFormat>[0];
type Messages = { readonly [key: string]: Pattern | Messages };

/** The catalogue as the views use it; numbers and plurals follow `locale`. */
export function words<C>(catalogue: Shape<C>, locale: string): Words<C> {
  return inUse(catalogue as Messages, locale) as Words<C>;
}

function inUse(messages: Messages, locale: string): object {
  return Object.fromEntries(
    Object.entries(messages).map(([key, message]) => [
      key,
      isPattern(message) ? spoken(message, locale) : inUse(message, locale),
    ]),
  );
}

const isPattern = (message: Pattern | Messages): message is Pattern =>
  typeof message === 'string' || Array.isArray(message);

/** What somebody wrote must not turn the words around it. */
const apart = (values: Record<string, string | number>) =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? isolated(value) : value]),
  );

/** Read when it is first wanted: most messages never are. */
function spoken(message: Pattern, locale: string) {
  if (typeof message === 'string' && !message.includes('{')) return message;
  let format: IntlMessageFormat | undefined;
  return (values: Record<string, string | number>) => {
    format ??= new IntlMessageFormat(message, locale, undefined, { ignoreTag: true });
    return String(format.format(apart(values)));
  };
}
