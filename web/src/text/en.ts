/** Every word that a user reads, in English. Messages with parameters are in ICU's syntax. */
export const en = {
  brand: 'Monkey Snowfight',
  skip: 'Skip to the content',

  access: {
    restoring: 'Waking the monkeys…',
    unreachable: 'The monkeys do not answer. Are you connected to the internet?',
    again: 'Try again',
  },

  verify: {
    notice: 'Verify your email to create and join groups.',
    action: 'Verify email',
    dismiss: 'Not now',
  },

  preferences: {
    title: 'Settings',
    language: 'Language',
  },

  alerts: {
    file: 'sent {name}',
  },

  newer: {
    words: 'Fresh snow: a newer version is here.',
    reload: 'Reload',
    later: 'Later',
  },

  menu: {
    label: 'Your account',
    settings: 'Settings',
    logout: 'Log out',
  },

  chats: {
    label: 'Chats',
    public: 'Public chat',
    newGroup: 'New group',
    openGroups: 'Open groups',
    unread: '{n, plural, one {# unread message} other {# unread messages}}',
    own: 'You: {words}',
    said: '{name}: {words}',
    nothing: 'Nothing said yet',
    missed: 'Your chats did not come. We keep trying.',
    menu: 'Chat menu',
    notify: 'Notifications',
    muted: 'Muted',
  },

  search: {
    title: 'Search',
    everywhere: 'Search everywhere',
    find: 'Search this chat',
  },

  mentions: {
    title: 'Mentions',
    you: 'Mentions you',
    all: 'Everybody here',
    unread: '{n, plural, one {# mention of you} other {# mentions of you}}',
  },

  online: {
    site: '{n, number} online',
    room: '{n, number} online',
  },

  /** By status of a user. */
  status: { online: 'online', inactive: 'away', offline: 'offline' },

  person: {
    full: '{name} (@{username})',
    label: 'Profile of {name}',
    message: 'Message',
    own: 'Your profile',
    gone: 'This account is no more.',
    bot: 'BOT',
  },

  typing: {
    alone: 'typing…',
    one: '{name} is typing…',
    some: '{names} are typing…',
    many: 'Several people are typing…',
  },

  group: {
    menu: 'Group menu',
    members: 'Members',
    memberCount: '{n, plural, one {# member} other {# members}}',
    more: '+{n, number}',
    further: 'Loading more members…',
    furtherMissed: 'The other members did not come.',
    settings: 'Group settings',
    leave: 'Leave group',
    admin: 'admin',
    you: 'you',
  },

  /** Lines in a conversation, and what a user is told who is in a chat no longer. */
  system: {
    joined: '{name} joined',
    left: '{name} left',
    added: '{name} was added',
    removed: '{name} was removed',
    renamed: '{name} renamed the group',
    deleted: '{name} deleted the group',
  },

  /** The same, of the user. */
  systemOwn: {
    joined: 'You joined',
    left: 'You left',
    added: 'You were added',
    removed: 'You were removed',
    renamed: 'You renamed the group',
    deleted: 'You deleted the group',
  },

  departure: {
    left: 'You left {group}.',
    removed: 'You were removed from {group}.',
    deleted: '{group} was deleted by its admin.',
    ownDeleted: '{group} is deleted.',
  },

  seen: {
    one: 'Seen',
    by: 'Seen by {names}',
  },

  dialog: { close: 'Close', cancel: 'Cancel', dismiss: 'Dismiss' },

  chat: {
    log: 'Messages',
    emptyTitle: 'Fresh snow, no tracks',
    empty: 'Nobody has thrown a word yet. The first snowball is yours.',
    emptyPrivateTitle: 'Just the two of you',
    emptyPrivate: '{name} has not heard from you yet. The first snowball is yours.',
    emptyAloneTitle: 'A field all to yourself',
    emptyAlone: 'It takes two for a snowfight. Add somebody, or share the invite link.',
    invite: 'Invite people',
    start: 'This is where the snowfight began.',
    older: 'Loading older messages…',
    olderFailed: 'Older messages did not come.',
    latest: 'Jump to latest',
    loadOlder: 'Show older messages',
    newer: 'Loading newer messages…',
    newerFailed: 'Newer messages did not come.',
    loadNewer: 'Show newer messages',
    firstUnread: 'Jump to first unread',
    placeFailed: 'That message did not come. Try again in a moment.',
    markedUnread: 'Unread from here on.',
    loading: 'Loading messages…',
    goneTitle: 'Lost in the snow',
    gone: 'There is no such chat, or you are not in it.',
    toPublic: 'To the public chat',
    you: 'You',
    deleted: 'This message was deleted.',
    unread: 'New messages',
    arrived: '{n, plural, one {# new message} other {# new messages}}',
    spoiler: 'Show spoiler',
    hidden: '(spoiler)',
    more: 'Show more',
    less: 'Show less',
    strugglingTitle: 'Snowed in',
    struggling: 'The messages do not get through just now. We keep digging.',
  },

  composer: {
    label: 'Message',
    placeholder: 'Type your message…',
    send: 'Send',
    record: 'Record a voice message',
    left: '{n, plural, one {# character left} other {# characters left}}',
    over: '{n, plural, one {# character too many} other {# characters too many}}',
    illFormed: 'This text holds characters that cannot be sent.',
  },

  /** Of one message. */
  actions: {
    label: 'Message actions',
    reply: 'Reply',
    thread: 'Open thread',
    unread: 'Unread from here',
    react: 'Add a reaction',
    reactWith: 'React with {emoji}',
    unreactWith: 'Take back {emoji}',
    moreEmoji: 'More emoji',
    edit: 'Edit',
    copy: 'Copy text',
    copyLink: 'Copy link',
    copied: 'Copied.',
    notCopied: 'It could not be copied. Select the text and copy it by hand.',
    pin: 'Pin',
    unpin: 'Unpin',
    reactions: 'Who reacted',
    remove: 'Delete',
    removeTitle: 'Delete this message?',
    removeWords: 'It goes for everybody, for good.',
  },

  reactions: {
    title: 'Reactions',
    you: 'You',
    others: '{n, plural, one {# more} other {# more}}',
    count: '{n, number}',
    none: 'Nobody reacts with {emoji} any more.',
    more: 'Show more',
    missed: 'The others did not come.',
  },

  changed: {
    edited: 'edited',
    editedAt: 'Edited {time}',
    pinned: 'Pinned',
    byYou: 'You deleted this message.',
    byAuthor: 'Deleted by its author.',
    byAdmin: 'Deleted by the admin.',
    by: 'Deleted by @{username}.',
  },

  editing: {
    banner: 'Editing a message',
    gone: 'This message was deleted meanwhile. Sending makes it a new one.',
    cancel: 'Stop editing',
    save: 'Save',
  },

  /** By kind of change: what did not work. */
  refusedChange: {
    edit: 'Your edit was not saved.',
    delete: 'The message was not deleted.',
    react: 'Your reaction was not saved.',
    pin: 'The pin was not changed.',
  },

  refusal: {
    label: 'What was not saved',
    back: 'Take the text back',
    isBack: 'Your text is back below.',
    compare: 'Compare',
    title: 'Edited twice',
    words: 'This message was edited somewhere else while you did. Which text shall stay?',
    theirs: 'As it is now',
    mine: 'Your edit',
    keepTheirs: 'Leave it',
    takeMine: 'Take mine',
  },

  pins: {
    bar: 'Pinned messages',
    jump: 'Go to the pinned message: {words}',
    count: '{n, plural, one {# pinned message} other {# pinned messages}}',
    none: 'Nothing is pinned any more.',
    unpin: 'Unpin the message of {name}',
    gone: 'This message is no longer there.',
  },

  replies: {
    banner: 'Reply to {name}: {words}',
    cancel: 'Do not reply',
    to: 'In reply to',
    said: '{name}, in reply to {other}: {words}',
    count: '{n, plural, one {# reply} other {# replies}}',
    title: 'Thread',
    none: 'No replies yet.',
    composer: 'Reply in this thread',
    placeholder: 'Reply…',
    back: 'Back to the chat',
    close: 'Close thread',
    gone: 'There is no such thread.',
    isBack: 'What you replied to is no longer there. Your text is back below.',
  },

  switcher: {
    open: 'Find a chat',
    title: 'Where to?',
    search: 'A chat or a username',
    meet: 'Write to @{username}',
  },

  emoji: {
    label: 'Choose an emoji',
  },

  files: {
    attach: 'Attach files',
    drop: 'Drop files here to send them',
    folder: 'Folders cannot be sent. Choose the files in them.',
    uploads: 'Files on their way',
    uploading: 'Uploading {name}',
    waiting: 'Waiting for its turn',
    held: 'Many files in a short time. This one goes on at {time}.',
    bytes: '{n, plural, one {# byte} other {# bytes}}',
    share: '{share} of {size}',
    finishing: 'Almost there…',
    cancel: 'Cancel {name}',
    retry: 'Try again',
    retryIt: 'Try {name} again',
    dismiss: 'Dismiss {name}',
    tooLarge: 'This file has {size}. At most {limit} can be sent.',
    picture: 'Picture {name}',
    noPreview: 'The preview did not load.',
    noWhole: 'The picture did not load.',
    download: 'Download',
    voice: 'Voice message',
  },

  states: {
    sending: 'Sending…',
    sent: 'Sent',
    failed: 'Not sent',
    retry: 'Try again',
    discard: 'Discard',
  },

  connection: {
    label: 'Connection',
    offline: 'You are offline. What you write goes out when you are back.',
    reconnecting: 'Reconnecting…',
    catchingUp: 'Catching up…',
  },

  days: { now: 'just now', today: 'Today', yesterday: 'Yesterday' },

  /** By error code: the contract's, and those of the client itself. */
  errors: {
    network: 'No connection. Check your network and try again.',
    timeout: 'The server takes too long to answer. Try again in a moment.',
    unexpected: 'Something went wrong on our side. Try again in a moment.',
    too_many: 'That was a bit much at once. Try again in a moment.',
    unauthorized: 'Your session is over. Log in again.',
    csrf: 'This page is not at the address of its site. Open the chat at its own address.',
    username_taken: 'This username is taken.',
    bad_credentials: 'Username or password is wrong.',
    wrong_code: 'This code is wrong.',
    code_expired: 'This code is no longer good. Ask for a new one.',
    too_soon: 'A code was sent just now. Wait a minute for the next.',
    invalid: 'Please check what you typed.',
    too_long: 'It is too long.',
    empty: 'It is empty.',
    no_such_chat: 'There is no such chat, or you are no longer in it.',
    bad_file: 'The file was not accepted.',
    bad_frame: 'The server could not read it.',
    email_unverified: 'Verify your email first: groups are for verified people.',
    not_admin: 'Only the admin of this group may do that.',
    not_a_member: 'You are not a member of this group.',
    bad_invite: 'This invitation is no longer good. Ask for a new one.',
    no_such_user: 'There is no user with this name.',
    self_chat: 'That is you.',
    unavailable: 'That did not work just now. Try again in a moment.',
    chunk: 'This part of the page did not load. Check your network and try again.',
    expired: 'It could not be sent for a whole day.',
    too_large: 'This file is too large.',
    empty_file: 'This file is empty.',
    uploads_off: 'Files are switched off here.',
    no_file: 'This file is no longer there.',
    not_yours: 'Only its author may do that.',
    not_editable: 'This message cannot be edited.',
    too_late: 'It is too old to be edited.',
    stale: 'It was edited somewhere else meanwhile.',
    no_such_message: 'This message is no longer there.',
    bad_emoji: 'This emoji cannot be had here.',
    too_many_reactions: 'There are too many different reactions already.',
    too_many_pins: 'At most 50 messages can be pinned.',
    rate_limited: 'That was a bit much in a short time. Try again in some minutes.',
    muted: 'You are muted for now.',
    banned: 'This account is banned.',
    not_allowed: 'Your role here does not allow that.',
    not_accepted: 'That is not accepted here.',
    not_allowed_word: 'There is a word in it that is not allowed here.',
    too_new: 'Your account is too new for links, files and mentions here.',
    last_owner: 'You are the last owner. Make somebody else an owner first.',
  },
} as const;
