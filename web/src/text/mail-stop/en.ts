/** What is said where mails of what was missed are ended, in English: it comes with its page. */
export const en = {
  title: 'No more mails?',
  intro: 'We mail you what you missed: private messages and mentions, once you have been away for a while.',
  end: 'End these mails',
  ending: 'Ending them…',
  ended: 'Done. We mail you no more of what you miss.',
  again: 'If you want them back, switch them on in your settings.',
  settings: 'To your settings',
  unknown: 'This link is not whole, or not ours. You find the same switch in your settings.',
  back: 'To the chat',
} as const;
