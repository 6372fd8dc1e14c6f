/** What is said about finding, making, joining and leaving groups, in English. */
export const en = {
  newGroup: {
    title: 'New group',
    intro: 'Give it a name. You invite people with a link, or add them by username.',
    submit: 'Create group',
    open: 'Open group',
    openHint: 'Everybody finds it in the list of open groups and can join.',
  },

  groups: {
    title: 'Open groups',
    intro: 'Everybody with a verified email address can join these.',
    search: 'Search by name',
    list: 'Open groups found',
    join: 'Join',
    joinIt: 'Join {group}',
    enter: 'Open',
    enterIt: 'Open {group}',
    more: 'Show more',
    searching: 'Looking for groups…',
    found: '{n, plural, one {# group} other {# groups}}',
    noneTitle: 'No tracks here',
    none: 'There is no open group yet. Start the first one.',
    noMatch: 'No open group is called “{query}”.',
  },

  leave: {
    title: 'Leave {group}?',
    words: 'You get no more of its messages. To come back you need an invitation, unless the group is open.',
    admin: 'Whoever has been a member longest becomes its admin.',
    last: 'You are the last one: the group is deleted with all its messages.',
    submit: 'Leave group',
  },

  invitation: {
    title: 'You are invited',
    words: 'Somebody wants you in their group. Join to read along and throw a word.',
    openTitle: 'An open group',
    openWords: 'You are not a member of this group yet. It is open: join to read along and throw a word.',
    join: 'Join the group',
    unverified: 'Verify your email first; your place is kept.',
  },
} as const;
