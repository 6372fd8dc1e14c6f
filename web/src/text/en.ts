/** Every word that a user reads, in English. */
const plural = new Intl.PluralRules('en');
const count = (n: number, one: string, other: string) => `${n} ${plural.select(n) === 'one' ? one : other}`;

export const en = {
  brand: 'Monkey Snowfight',
  tagline: 'Throw a word, catch a laugh.',
  skip: 'Skip to the messages',

  access: {
    restoring: 'Waking the monkeys…',
    unreachable: 'The monkeys do not answer. Are you connected to the internet?',
    again: 'Try again',
  },

  fields: {
    username: 'Username',
    usernameHint: '3 to 20 letters, digits or underscores',
    email: 'Email',
    password: 'Password',
    newPassword: 'New password',
    passwordHint: 'At least 10 characters. A short sentence is fine.',
    show: 'Show characters',
    hide: 'Hide characters',
    displayName: 'Display name',
    displayNameHint: 'What others see next to your messages, up to 50 characters',
    code: 'Verification code',
    codeHint: 'Six digits, from the email',
    resetCode: 'Code',
    groupName: 'Group name',
    groupNameHint: 'Up to 128 characters. Members can find it in their chats.',
  },

  faults: {
    needed: 'Please fill this in.',
    username: 'Use 3 to 20 letters (a to z), digits or underscores.',
    email: 'This does not look like an email address.',
    passwordShort: 'Use at least 10 characters.',
    passwordLong: 'Use at most 128 characters.',
    passwordIsName: 'Choose something other than your username.',
    displayName: 'Use 1 to 50 characters.',
    code: 'The code has six digits.',
    groupName: 'Use 1 to 128 characters.',
    wrongPassword: 'This password is wrong.',
    unverified: 'This user has not verified an email address yet.',
    isMember: (username: string) => `@${username} is a member already.`,
  },

  /** By field: what the server refused though it looked right here. */
  refused: {
    username: 'This username cannot be had. Try another.',
    email: 'This email address cannot be used.',
    password: 'This password cannot be used. Try another.',
    display_name: 'This name cannot be used. Try another.',
    groupchat_name: 'This name cannot be used. Try another.',
    add_members: 'Nobody can have this username.',
  } as Record<string, string>,

  login: {
    title: 'Welcome back',
    submit: 'Log in',
    forgot: 'Forgot your password?',
    toSignup: 'New here?',
    signup: 'Create an account',
  },

  signup: {
    title: 'Join the snowfight',
    submit: 'Sign up',
    toLogin: 'Already one of us?',
    login: 'Log in',
  },

  forgot: {
    title: 'Forgot your password?',
    intro: 'Tell us your username. If its email address is verified, a code is on its way to it.',
    submit: 'Send me a code',
    codeTitle: 'Check your mail',
    codeIntro: (username: string) => `If ${username} has a verified email address, a code is in its inbox now.`,
    reset: 'Set new password',
    done: 'Your password is changed. Log in with the new one.',
    back: 'Back to log in',
  },

  verify: {
    title: 'Verify your email',
    intro: (email: string) => `We mail a six-digit code to ${email}. With it you can create and join groups.`,
    send: 'Send code',
    again: 'Send a new code',
    sent: 'The code is on its way. It is good for 10 minutes.',
    submit: 'Verify',
    done: 'Your email is verified. Groups are open to you.',
    toChat: 'To the chat',
    goOn: 'Go on',
    back: 'Not now',
    first: 'Groups are for people with a verified email address. It takes a minute.',
    notice: 'Verify your email to create and join groups.',
    action: 'Verify email',
    dismiss: 'Not now',
  },

  profile: {
    title: 'Your profile',
    submit: 'Save',
    saved: 'Saved.',
    username: 'Username',
    email: 'Email',
    verified: 'verified',
    unverified: 'not verified yet',
    back: 'Back to the chat',
  },

  menu: {
    label: 'Your account',
    profile: 'Profile',
    logout: 'Log out',
  },

  chats: {
    label: 'Chats',
    public: 'Public chat',
    newGroup: 'New group',
    openGroups: 'Open groups',
    unread: (n: number) => count(n, 'unread message', 'unread messages'),
    own: (words: string) => `You: ${words}`,
    said: (name: string, words: string) => `${name}: ${words}`,
    nothing: 'Nothing said yet',
  },

  online: {
    site: (n: number) => `${n} online`,
    room: (n: number) => `${n} online`,
  },

  /** By status of a user. */
  status: { online: 'online', inactive: 'away', offline: 'offline' },

  person: {
    label: (name: string) => `Profile of ${name}`,
    message: 'Message',
    own: 'Your profile',
    gone: 'This account is no more.',
  },

  group: {
    menu: 'Group menu',
    members: 'Members',
    memberCount: (n: number) => count(n, 'member', 'members'),
    more: (n: number) => `+${n}`,
    settings: 'Group settings',
    leave: 'Leave group',
    admin: 'admin',
    you: 'you',
  },

  leave: {
    title: (group: string) => `Leave ${group}?`,
    words: 'You get no more of its messages. To come back you need an invitation, unless the group is open.',
    admin: 'Whoever has been a member longest becomes its admin.',
    last: 'You are the last one: the group is deleted with all its messages.',
    submit: 'Leave group',
  },

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
    joinIt: (group: string) => `Join ${group}`,
    enter: 'Open',
    enterIt: (group: string) => `Open ${group}`,
    more: 'Show more',
    searching: 'Looking for groups…',
    found: (n: number) => count(n, 'group', 'groups'),
    noneTitle: 'No tracks here',
    none: 'There is no open group yet. Start the first one.',
    noMatch: (query: string) => `No open group is called “${query}”.`,
  },

  invitation: {
    title: 'You are invited',
    words: 'Somebody wants you in their group. Join to read along and throw a word.',
    openTitle: 'An open group',
    openWords: 'You are not a member of this group yet. It is open: join to read along and throw a word.',
    join: 'Join the group',
    unverified: 'Verify your email first; your place is kept.',
  },

  settings: {
    title: 'Group settings',
    back: 'Back to the group',
    name: 'Name',
    rename: 'Save name',
    renamed: 'Saved.',
    access: 'Who can join',
    invite: 'Invite link',
    inviteHint: 'Whoever has this link can join.',
    copy: 'Copy',
    copied: 'Copied.',
    notCopied: 'It could not be copied. Select it and copy it by hand.',
    reset: 'Make a new link',
    resetTitle: 'Make a new invite link?',
    resetWords: 'The present link stops working for everybody who has it.',
    wasReset: 'The link is new. The old one is no longer good.',
    members: (n: number) => `Members (${n})`,
    add: 'Add a member',
    addHint: 'By username. They are in at once.',
    addSubmit: 'Add',
    added: (username: string) => `@${username} is in.`,
    remove: 'Remove',
    removeIt: (name: string) => `Remove ${name}`,
    removeTitle: (name: string) => `Remove ${name}?`,
    removeWords: (name: string) =>
      `${name} sees no more of this group. With the invite link they could come back: make a new one if they should not.`,
    danger: 'Delete group',
    dangerWords: 'The group goes, with all its messages, for everybody. Nobody can bring it back.',
    delete: 'Delete group',
    deleteTitle: (group: string) => `Delete ${group}?`,
    deleteSubmit: 'Delete for good',
    notAdmin: 'Only the admin of a group can change it.',
  },

  /** Lines in a conversation, and what a user is told who is in a chat no longer. */
  system: {
    joined: (name: string) => `${name} joined`,
    left: (name: string) => `${name} left`,
    added: (name: string) => `${name} was added`,
    removed: (name: string) => `${name} was removed`,
    renamed: (name: string) => `${name} renamed the group`,
    deleted: (name: string) => `${name} deleted the group`,
    ownJoined: 'You joined',
    ownLeft: 'You left',
    ownAdded: 'You were added',
    ownRemoved: 'You were removed',
    ownRenamed: 'You renamed the group',
    ownDeleted: 'You deleted the group',
  },

  departure: {
    left: (group: string) => `You left ${group}.`,
    removed: (group: string) => `You were removed from ${group}.`,
    deleted: (group: string) => `${group} was deleted by its admin.`,
    ownDeleted: (group: string) => `${group} is deleted.`,
  },

  seen: {
    one: 'Seen',
    by: (names: string) => `Seen by ${names}`,
  },

  data: {
    title: 'Your data',
    words: 'All that you wrote and every chat that you are or were in, as one file of JSON lines.',
    download: 'Download my data',
    again: 'Go on with the download',
    running: (lines: number) => `${count(lines, 'line', 'lines')} so far…`,
    done: (lines: number) => `Done: ${count(lines, 'line', 'lines')} are in your downloads.`,
    file: (username: string) => `monkey-snowfight-${username}.jsonl`,
  },

  deletion: {
    title: 'Delete account',
    words:
      'You leave every group and are signed out everywhere. Your messages stay, without your name. Your username is never free again.',
    open: 'Delete my account',
    dialog: 'Delete your account?',
    sure: 'I understand that this cannot be undone',
    notSure: 'Please confirm that you understand.',
    submit: 'Delete for good',
    done: 'Your account is deleted. Farewell, and thank you for the snow.',
  },

  dialog: { close: 'Close', cancel: 'Cancel', dismiss: 'Dismiss' },

  chat: {
    log: 'Messages',
    emptyTitle: 'Fresh snow, no tracks',
    empty: 'Nobody has thrown a word yet. The first snowball is yours.',
    start: 'This is where the snowfight began.',
    older: 'Loading older messages…',
    olderFailed: 'Older messages did not come.',
    latest: 'Jump to latest',
    loading: 'Loading messages…',
    goneTitle: 'Lost in the snow',
    gone: 'There is no such chat, or you are not in it.',
    toPublic: 'To the public chat',
    you: 'You',
    deleted: 'This message was deleted.',
  },

  composer: {
    label: 'Message',
    placeholder: 'Type your message…',
    send: 'Send',
    left: (n: number) =>
      n >= 0 ? count(n, 'character left', 'characters left') : `${count(-n, 'character', 'characters')} too many`,
    illFormed: 'This text holds characters that cannot be sent.',
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

  days: { today: 'Today', yesterday: 'Yesterday' },

  /** By error code: the contract's, and those of the client itself. */
  errors: {
    network: 'No connection. Check your network and try again.',
    timeout: 'The server takes too long to answer. Try again in a moment.',
    unexpected: 'Something went wrong on our side. Try again in a moment.',
    too_many: 'That was a bit much at once. Try again in a moment.',
    unauthorized: 'Your session is over. Log in again.',
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
  } as Record<string, string>,
};
