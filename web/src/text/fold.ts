/** What people type for letters that Unicode does not take apart into one and its mark; ς and σ are one letter. */
const LETTERS: Readonly<Record<string, string>> = {
  ı: 'i',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ŧ: 't',
  æ: 'ae',
  œ: 'oe',
  ς: 'σ',
};
const LETTER = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'g');

/**
 * A text as a search compares it, without case, accents and ways of writing: "ISPARTA", "Isparta" and "ısparta" are all
 * the same. No language is asked for: a Turkish name is found from an English keyboard, and the other way round. The
 * server folds alike (snowfight/fold.py); tests/cases/fold.json holds both to it.
 */
export function fold(text: string): string {
  const stripped = text.normalize('NFKD').replace(/[\p{Mn}\p{Cf}]/gu, '');
  // Up and down again is Unicode's full case folding: "ẞ" goes to "ß", "SS" and "ss".
  const lower = stripped.toLowerCase().toUpperCase().toLowerCase();
  return lower.replace(LETTER, (letter) => LETTERS[letter] ?? letter);
}
