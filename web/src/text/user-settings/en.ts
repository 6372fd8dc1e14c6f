/** What is said about a user's settings, in English: it comes with the first part that says it. */
export const en = {
  saved: 'Saved.',
  loading: 'Fetching your settings…',

  /** By level: what one is told of. */
  levels: { all: 'All messages', mentions: 'Mentions only', none: 'Nothing' },

  mute: {
    title: 'Mute',
    words: 'Nothing calls you here meanwhile. What is unread still counts.',
    hour: 'For an hour',
    tomorrow: 'Until tomorrow, {time}',
    good: 'For good',
    muted: 'This chat is muted.',
    mutedUntil: 'This chat is muted until {time}.',
    unmute: 'Unmute',
    level: 'What calls you here',
    usual: 'As in my settings',
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
    choosePicture: 'Choose a picture',
    otherPicture: 'Choose another picture',
    removePicture: 'Remove picture',
    pictureHint: 'Everybody sees it next to your messages.',
    bringingPicture: 'Uploading your picture',
    pictureSaved: 'Your picture is saved.',
    pictureRemoved: 'Your picture is removed.',
    noPicture: 'This is not a picture that can be shown. Use JPEG, PNG, GIF, WebP or AVIF.',
  },

  privacy: {
    title: 'What others see of you',
    typing: 'Show that I am typing',
    typingHint: 'In private chats and small groups. Without it you do not see others typing either.',
    receipts: 'Show how far I have read',
    receiptsHint: 'Without it you do not see how far others have read either.',
  },

  appearance: {
    title: 'Appearance',
    theme: 'Theme',
    system: 'As the system',
    light: 'Light',
    dark: 'Dark',
    browser: 'As the browser',
    calm: 'Reduce motion',
    calmHint: 'Nothing glides or fades, even where your system allows it.',
  },

  writing: {
    title: 'Writing',
    enterSends: 'Enter sends',
    enterSendsHint: 'Shift+Enter then begins a new line. Without this, Enter does, and the button or Ctrl+Enter sends.',
  },

  notifications: {
    title: 'Notifications',
    words: 'Of what and of which chats, you choose further below.',
    show: 'Show notifications',
    showHint: 'When a message comes while you look elsewhere.',
    missing: 'This browser shows no notifications. On a phone, install the app first.',
    sound: 'Play a sound',
    soundHint: 'A soft snowball for each message that you do not see come in.',
  },

  notify: {
    title: 'What calls you',
    words: 'For each kind of chat. In the menu of a chat you choose otherwise for it alone.',
    private: 'Private chats',
    group: 'Groups',
    public: 'Public chat',
    previews: 'Show what was said',
    previewsHint: 'In notifications of this site while it is closed. Without it they only count.',
    mail: 'Mail me what I missed',
    mailHint: 'One mail for mentions and private messages, when you have not been here for a while.',
  },

  keywords: {
    title: 'Your words',
    words: 'A message with one of these counts as a mention of you.',
    list: 'Your words',
    add: 'Add a word',
    addHint: 'Up to 50 characters, in any case.',
    submit: 'Add',
    remove: 'Remove {word}',
    none: 'None yet.',
    length: 'Use 1 to 50 characters.',
    known: 'You have this word already.',
    full: 'These are as many as there can be: 20.',
  },

  quiet: {
    title: 'Quiet hours',
    on: 'Keep quiet hours',
    onHint: 'No notification and no mail reaches you then.',
    from: 'From',
    to: 'To',
    zone: 'Time zone',
    zoneHint: 'A city, as Europe/Istanbul.',
    noZone: 'There is no such time zone.',
    same: 'They have to end at another time than they begin.',
    submit: 'Save the hours',
  },

  bots: {
    title: 'Your bots',
    words: 'Accounts for programs of yours, which take part in chats.',
    open: 'To your bots',
  },

  data: {
    title: 'Your data',
    words: 'All that you wrote and every chat that you are or were in, as one file of JSON lines.',
    download: 'Download my data',
    again: 'Go on with the download',
    running: '{n, plural, one {# line} other {# lines}} so far…',
    done: 'Done: {n, plural, one {# line is} other {# lines are}} in your downloads.',
    file: 'monkey-snowfight-{username}.jsonl',
  },

  deletion: {
    title: 'Delete account',
    words:
      'You leave every group and are signed out everywhere. Your messages stay, without your name. Your username is never free again.',
    owner:
      'You are an owner of this site. If you are the last one, nobody could decide about roles and settings any more: make somebody else an owner first.',
    open: 'Delete my account',
    dialog: 'Delete your account?',
    sure: 'I understand that this cannot be undone',
    notSure: 'Please confirm that you understand.',
    submit: 'Delete for good',
    done: 'Your account is deleted. Farewell, and thank you for the snow.',
  },
} as const;
