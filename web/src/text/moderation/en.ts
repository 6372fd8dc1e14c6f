/** What moderators and owners read on their pages, in English. */
export const en = {
  page: {
    title: 'Moderation',
    back: 'To the chat',
    parts: 'Parts of moderation',
    queue: 'Reports',
    decided: 'Decided',
    people: 'People',
    log: 'Log',
    settings: 'Settings',
    notYours: 'This page is for those who look after the site.',
    loading: 'Fetching…',
    more: 'Show more',
  },

  queue: {
    list: 'Open reports',
    count: '{n, plural, one {# open report here} other {# open reports here}}',
    none: 'No report is open. Thank you for looking after this place.',
    noneTitle: 'A clear field',
    keys: 'J and K lead on and back. The key on a button presses it.',
    undo: 'Undo',
    taken: '{n, plural, one {# decision} other {# decisions}} on the way',
    decided: '{n, plural, one {# decided} other {# decided}}',
    decidedElsewhere: 'That report was decided by somebody else meanwhile.',
  },

  report: {
    by: 'Reported by {name}',
    open: 'Reported by somebody without an account',
    about: 'About @{username}',
    public: 'Public chat',
    elsewhere: 'A private chat or group',
    place: 'To the place',
    url: 'Address',
    text: 'What the reporter wrote',
    message: 'The message, as it was',
    reported: 'Reported',
    history: 'What else was reported of @{username}',
    historyHide: 'Hide what else was reported',
    historyNone: 'Nothing else.',
    historyOpen: 'open',
    none: 'A message without words',
  },

  decision: {
    label: 'Decision',
    statement: 'What they are told',
    statementHint: 'Why it was decided, for whoever it concerns. Change it as you need.',
    language: 'Language of the text',
    minutes: 'A mute lasts',
    none: 'Nothing wrong',
    delete: 'Delete',
    mute: 'Mute',
    ban: 'Ban',
    by: 'Decided by @{username}: {decision}',
  },

  /** By decision, as a fact. */
  decisions: { none: 'nothing wrong', delete: 'deleted', mute: 'muted', ban: 'banned' },

  /** By minutes: how long something lasts. */
  spans: {
    hour: 'an hour',
    day: 'a day',
    week: 'a week',
    month: '30 days',
    forever: 'until it is lifted',
  },

  people: {
    find: 'Find somebody',
    username: 'Username',
    open: 'Open profile',
    invite: 'Invite people',
    inviteWords: 'Whoever has this address can make an account, also while others cannot.',
    uses: 'For how many',
    days: 'For how many days',
    make: 'Make an invitation',
    address: 'Invitation',
    addressHint: 'Send it to those whom you invite.',
    between: 'Use a number from {least, number} to {most, number}.',
  },

  sanction: {
    title: 'Moderation',
    mute: 'Mute…',
    unmute: 'Lift mute',
    ban: 'Ban…',
    unban: 'Lift ban',
    muteTitle: 'Mute @{username}',
    banTitle: 'Ban @{username}',
    lasts: 'It lasts',
    statement: 'Why',
    statementHint: 'They are told this.',
    noStatement: 'Tell them why.',
    muteSubmit: 'Mute',
    banSubmit: 'Ban',
    muted: '@{username} is muted.',
    unmuted: '@{username} is muted no longer.',
    banned: '@{username} is banned.',
    unbanned: '@{username} is banned no longer.',
    role: 'Role',
    roleHint: 'Owners decide about roles and settings, moderators about reports.',
    roleSet: '@{username} has another role now.',
  },

  log: {
    list: 'What was done',
    none: 'Nothing was done yet.',
    until: 'until {time}',
    forever: 'until it is lifted',
  },

  /** By action in the log: `actor` did it, to `target` where there is one. */
  actions: {
    role: '{actor} changed the role of {target}',
    delete: '{actor} deleted a message of {target}',
    mute: '{actor} muted {target}',
    unmute: '{actor} lifted the mute of {target}',
    ban: '{actor} banned {target}',
    unban: '{actor} lifted the ban of {target}',
    decide: '{actor} decided about a report',
    settings: '{actor} changed the settings',
    emoji: '{actor} removed the emoji {target}',
  },

  settings: {
    readOnly: 'Owners change these. You can read them.',
    signUp: 'Who can make an account',
    domains: 'Domains',
    domainsHint: 'One a line, as example.org. Only addresses of exactly these can sign up, with an invitation too.',
    challenge: 'Let browsers calculate before they sign up',
    challengeHint: 'It takes a browser some seconds, and who makes many accounts very long. No third party is asked.',
    words: 'Words that are refused',
    wordsHint: 'One a line. Whole words, in any case.',
    slow: 'Slow mode of the public chat',
    slowHint: 'Seconds between two messages of one person; 0 is off, 3,600 the most.',
    fresh: 'New accounts',
    freshHint: 'For so many minutes they can send no links, files or mentions in the public chat; up to 10,080.',
    contact: 'Contact',
    contactHint: 'Whom people can write to. Everybody can read it.',
    submit: 'Save',
    saved: 'Saved. It holds within ten seconds.',
    emoji: 'Custom emoji',
    emojiHint: 'Moderators can remove any of them.',
    emojiOpen: 'To the emoji',
  },

  /** By way to sign up. */
  ways: {
    open: 'Everybody',
    invited: 'Who is invited',
    domains: 'Addresses of some domains',
    closed: 'Nobody',
  },

  /** By error code, besides those of the whole client. */
  errors: {
    decided: 'That was decided by somebody else meanwhile.',
    no_such_report: 'This report is no longer there.',
  },
} as const;
