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
  },

  /** By field: what the server refused though it looked right here. */
  refused: {
    username: 'This username cannot be had. Try another.',
    email: 'This email address cannot be used.',
    password: 'This password cannot be used. Try another.',
    display_name: 'This name cannot be used. Try another.',
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
    none: 'No chats yet.',
    unread: (n: number) => count(n, 'unread message', 'unread messages'),
  },

  online: {
    site: (n: number) => `${n} online`,
    room: (n: number) => `${n} online`,
  },

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
    notMember: 'You are not a member of this group.',
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
    expired: 'It could not be sent for a whole day.',
  } as Record<string, string>,
};
