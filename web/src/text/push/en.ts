/** What is said about notices that reach the user while the site is closed, in English. */
export const en = {
  /** On the notices themselves. */
  notice: {
    read: 'Mark as read',
    accept: 'Accept',
    decline: 'Decline',
    news: 'There is something new.',
  },

  bell: {
    title: 'While this site is closed',
    words:
      'This browser can tell you what is said to you even when no page of this site is open. What calls you is chosen below; quiet hours hold. The browser asks for your permission once, and you can stop it here at any time.',
    on: 'Tell me in this browser',
    active: 'This browser tells you, even while this site is closed.',
    off: 'Stop telling me here',
    test: 'Send a test',
    tested: 'On its way: a notification should appear within seconds.',
    denied: 'First allow notifications, as is said above.',
    missing: 'This browser cannot tell you anything while this site is closed.',
  },

  home: {
    words: 'On iPhone and iPad, only what is on the Home Screen may tell you. It takes three steps:',
    share: 'Tap Share at the edge of Safari’s window.',
    add: 'Choose “Add to Home Screen”, then “Add”.',
    open: 'Open Snowfight from the Home Screen, and come back to this page there.',
  },

  /** By browser: how a permission that was refused is given after all. */
  denied: {
    words: 'This browser blocks notifications of this site. You can allow them again:',
    chrome: 'Click the icon to the left of the address, and switch on Notifications. Then reload this page.',
    edge: 'Click the lock to the left of the address, then “Permissions for this site”, and allow Notifications. Then reload this page.',
    firefox:
      'Click the icon with the struck-out bubble, or the lock, to the left of the address, and remove “Blocked” beside “Send notifications”. Then reload this page.',
    safari: 'In Safari’s menu choose Settings, Websites, Notifications, and allow this site. Then reload this page.',
    android:
      'Touch the icon to the left of the address, then Permissions, and allow Notifications. Then reload this page.',
    ios: 'Open the Settings app, then Notifications, then Snowfight, and allow notifications.',
  },

  devices: {
    title: 'Browsers that tell you',
    own: 'This browser',
    other: 'Another browser',
    since: 'since {date}',
    hint: 'To stop it in another browser, do so there, or log out there.',
  },

  mail: {
    bounced: 'Your address sent our mail back, so we mail you no more.',
    complained: 'Our mail to your address was reported as spam, so we mail you no more.',
  },
} as const;
