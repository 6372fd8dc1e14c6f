/** What is said about mentions, in English: it comes with the first part that says it. */
export const en = {
  completion: {
    label: 'People to mention',
    found: '{n, plural, one {# person fits. Arrow keys, then Enter.} other {# people fit. Arrow keys, then Enter.}}',
  },

  page: {
    intro: 'Where you were mentioned or answered in the last 90 days, the newest first.',
    list: 'Messages that mention you',
    place: '{name} in {chat}',
    more: 'Show more',
    noneTitle: 'No snowball with your name on it',
    none: 'Nobody has mentioned you lately. When somebody does, you find it here.',
    loading: 'Looking for your mentions…',
  },
} as const;
