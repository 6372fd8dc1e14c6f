/** What is written from right to left, and the invisible characters that turn it. */
const TURNS = /[\p{Bidi_Control}\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
/** Those of them that could end an isolation, or reach beyond themselves. */
const REACHING = /[\u202a-\u202e\u2066-\u2069]/g;

/**
 * A text as it goes into another one (`{name} left`): where its letters could turn what stands around it, between
 * Unicode's marks of a first strong isolate, as `<bdi>` does for elements.
 */
export const isolated = (text: string): string => (TURNS.test(text) ? `\u2068${text}\u2069` : text);

/** Without what turns more than its own letters: for somebody's words in a line of others. */
export const withoutDirectionMarks = (text: string): string => text.replace(REACHING, '');
