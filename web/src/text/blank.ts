/**
 * Spaces, control characters, what Unicode says may be ignored when it is drawn, the few others that show nothing
 * (Braille without dots, a note without a head, marks around annotations), and combining marks, which need something to
 * stand on. The server has the same rule (snowfight/blank.py); tests/cases/blank.json holds both to it.
 */
const BLANK =
  /^(?:[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]|[\p{White_Space}\p{Cc}\p{Default_Ignorable_Code_Point}\u2800\u{1d159}\ufff9-\ufffb])*$/u;

/** Whether nothing of a text can be seen. */
export const isBlank = (text: string): boolean => BLANK.test(text);

/** How long a text is as the server counts: Unicode code points of what is left after trimming; 0 where nothing shows. */
export const lengthOf = (text: string): number => (isBlank(text) ? 0 : [...text.trim()].length);
