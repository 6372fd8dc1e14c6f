/** What everybody is told about reports, blocks, sanctions and the rules, in English: it comes with the first part that says it. */
export const en = {
  /** By reason of a report. */
  reasons: {
    spam: 'Spam or advertising',
    abuse: 'Insults, threats or harassment',
    illegal: 'Against the law',
    other: 'Something else',
  },

  report: {
    action: 'Report',
    title: 'Report this message',
    personTitle: 'Report @{username}',
    words:
      'The moderators get this message as it is now, with up to two before and after it. Nobody is told that it was you.',
    personWords: 'The moderators get what you write. The one you report is not told that it was you.',
    reason: 'What is wrong with it?',
    text: 'What should they know?',
    optional: 'Need not be filled in',
    submit: 'Send report',
    sent: 'Thank you. The moderators look at it, and you are told what they decide.',
  },

  block: {
    action: 'Block',
    undo: 'Unblock',
    undoIt: 'Unblock {username}',
    title: 'Block {name}?',
    words:
      'Neither of you sees any more whether the other is here. Private messages and calls between you end, and what they say in groups is folded away. They are not told.',
    done: '{name} is blocked.',
    undone: '{name} is blocked no longer.',
    list: 'People you blocked',
    hint: 'You and they do not see each other, and what they say in groups is folded away.',
    none: 'Nobody.',
    loading: 'Fetching whom you blocked…',
  },

  folded: {
    words: 'From {name}, whom you blocked.',
    show: 'Show',
  },

  muted: {
    title: 'You are muted',
    until: 'You are muted until {time}.',
    why: 'Why: {words}',
    more: 'You can read on, and delete what you wrote.',
    notices: 'What was decided',
    rules: 'Contact and rules',
  },

  banned: {
    title: 'This account is banned',
    until: 'The ban ends: {time}',
    forever: 'It holds until it is lifted.',
    why: 'Why: {words}',
    contact: 'Whom to write to: {contact}',
    rules: 'Contact and rules',
  },

  slow: {
    words: 'Slow mode: your message goes out in {time}.',
  },

  /** By kind of a notice: what the user is told when it happens. */
  told: {
    decided: 'What you reported was decided about.',
    deleted: 'A message of yours was deleted by a moderator.',
    muted: 'A moderator muted you.',
    banned: 'A moderator banned you.',
    lifted: 'You are muted or banned no longer.',
  },

  notices: {
    title: 'What was decided',
    intro: 'About what you reported, and about you.',
    back: 'To your settings',
    list: 'Decisions',
    none: 'Nothing was decided that concerns you.',
    noneTitle: 'All quiet on the hill',
    loading: 'Fetching what was decided…',
    more: 'Show more',
    place: 'To the message',
  },

  rules: {
    title: 'Contact and rules',
    of: 'Contact and rules of {site}',
    contact: 'Contact',
    noContact: 'Whoever runs this site has named no contact yet.',
    rules: 'Rules',
    noRules: 'Whoever runs this site has written no rules yet.',
    loading: 'Fetching the rules…',
    back: 'To the chat',
    report: 'Report something',
    reportWords: 'You need no account for it. Somebody who looks after this site reads it.',
    url: 'Where is it?',
    urlHint: 'The address of the page or message',
    text: 'What is wrong with it?',
    name: 'Your name',
    email: 'Your email',
    emailHint: 'Only if you want to be answered',
    submit: 'Send report',
    sent: 'Thank you, your report has arrived. Its number is {id}.',
    another: 'Report something else',
    noUrl: 'Tell where it is.',
    noText: 'Tell what is wrong.',
  },

  invite: {
    title: 'You are invited',
    words: 'Somebody let you in. Make an account with this invitation, or log in if you have one.',
    signup: 'Create an account',
    login: 'Log in',
    inside: 'You are in already.',
    toChat: 'To the chat',
  },

  own: {
    title: 'This community',
    role: 'Your role here: {role}',
    notices: 'What was decided',
    rules: 'Contact and rules',
    moderation: 'Moderation',
  },

  /** By role. */
  roles: { owner: 'owner', moderator: 'moderator', member: 'member' },

  /** By error code, besides those of the whole client. */
  errors: {
    too_many_blocks: 'You have blocked as many people as one can.',
  },
} as const;
