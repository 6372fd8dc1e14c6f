/** What is typed into a search: words, and operators that narrow it (the wire contract names them). */

export const OPERATORS = ['from', 'in', 'has', 'before', 'after'] as const;
export type OperatorName = (typeof OPERATORS)[number];

export interface Operator {
  name: OperatorName;
  value: string;
}

/** What was typed: the operators that were recognised apart from the words. */
export interface SearchInput {
  operators: readonly Operator[];
  words: string;
}

/** An operator that is being typed: where it stands, and what of its value is there. */
export interface BegunOperator {
  operator: OperatorName;
  /** What is to be completed. */
  name: string;
  start: number;
  end: number;
}

/** What `has:` takes. */
export const CONTENTS = ['file', 'link', 'image'] as const;

export const NOTHING: SearchInput = { operators: [], words: '' };

const NAMES = OPERATORS.join('|');
/** What keyboards make of quotation marks, too: the server takes them for the same. */
const QUOTE = /["“”„‟＂]/g;
/** What stands in quotes, which holds no operators, or a run without spaces. */
const PART = /["“”„‟＂][^"“”„‟＂]*["“”„‟＂]?|[^\s"“”„‟＂]+/g;
const OPERATOR = new RegExp(`^(${NAMES}):(\\S+)$`, 'i');
const BEGUN = new RegExp(`(?:^|\\s)(${NAMES}):(\\S*)$`, 'i');

/** Whether an operator takes a value; for anything else, what was typed is words. */
const takes: Readonly<Record<OperatorName, (value: string) => boolean>> = {
  from: (value) => /^@?\w{3,20}$/.test(value),
  in: () => true,
  has: (value) => CONTENTS.some((content) => content === value.toLowerCase()),
  before: isDate,
  after: isDate,
};

function isDate(value: string): boolean {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(value) ? new Date(`${value}T00:00:00Z`) : null;
  return date !== null && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

function operatorOf(part: string): Operator | null {
  const [, name = '', value = ''] = OPERATOR.exec(part) ?? [];
  const known = name.toLowerCase() as OperatorName;
  if (!name || !takes[known](value)) return null;
  return { name: known, value: known === 'in' ? value : value.replace('@', '').toLowerCase() };
}

/** A search as the server gets it, and the address holds it. */
export const queryOf = ({ operators, words }: SearchInput): string =>
  [...operators.map(({ name, value }) => `${name}:${value}`), words.trim()].filter(Boolean).join(' ');

/** A search as it is shown: the other way round. */
export const inputOf = (query: string): SearchInput => takeAll({ operators: [], words: query });

/** Takes all operators out of the words, the last one too. */
export function takeAll({ operators, words }: SearchInput): SearchInput {
  const taken = take({ operators, words: `${words} ` });
  return { ...taken, words: taken.words.trimEnd() };
}

/**
 * Takes the operators that are typed in full out of the words: those with a space behind them. `in:` has to name one of
 * `rooms`, unless any will do.
 */
export function take({ operators, words }: SearchInput, rooms?: ReadonlySet<string>): SearchInput {
  const found: Operator[] = [];
  const rest = words.replace(PART, (part, index: number) => {
    const alone = /^\s?$/.test(words.charAt(index - 1)) && /\s/.test(words.charAt(index + part.length));
    const operator = alone ? operatorOf(part) : null;
    if (!operator || (operator.name === 'in' && rooms && !rooms.has(operator.value))) return part;
    found.push(operator);
    return '';
  });
  if (found.length === 0) return { operators, words };
  return { operators: found.reduce(withOperator, operators), words: rest.replace(/\s+/g, ' ').trimStart() };
}

/** A message may have several things, but one author, one chat and one time: a new one takes the place of another. */
const withOperator = (operators: readonly Operator[], added: Operator): readonly Operator[] => [
  ...operators.filter(({ name, value }) => name !== added.name || (name === 'has' && value !== added.value)),
  added,
];

export const without = (operators: readonly Operator[], gone: Operator): readonly Operator[] =>
  operators.filter(({ name, value }) => name !== gone.name || value !== gone.value);

/** Without the operator that it ends within: half a name finds nothing. */
export function finished({ operators, words }: SearchInput): SearchInput {
  return { operators, words: words.slice(0, operatorBegun(words)?.start) };
}

/** The operator that a text ends within; null where it ends in none, or within quotes. */
export function operatorBegun(text: string): BegunOperator | null {
  const found = BEGUN.exec(text);
  const quotes = text.match(QUOTE)?.length ?? 0;
  if (!found || quotes % 2 === 1) return null;
  const [whole, operator = '', name = ''] = found;
  const start = found.index + (/^\s/.test(whole) ? 1 : 0);
  return { operator: operator.toLowerCase() as OperatorName, name, start, end: text.length };
}
