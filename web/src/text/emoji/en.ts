/** What is said about custom emoji, in English: it comes with the first part that says it. */
export const en = {
  completion: {
    label: 'Emoji by name',
    found: '{n, plural, one {# emoji fits. Arrow keys, then Enter.} other {# emoji fit. Arrow keys, then Enter.}}',
  },

  picker: {
    search: 'Search emoji',
    found: '{n, plural, =0 {Nothing found} one {# found} other {# found}}',
    recent: 'Last used',
    custom: 'Of this site',
    add: 'Add an emoji',
  },

  kinds: {
    smileys_emotion: 'Smileys and feelings',
    people_body: 'People',
    animals_nature: 'Animals and nature',
    food_drink: 'Food and drink',
    travel_places: 'Travel and places',
    activities: 'Activities',
    objects: 'Objects',
    symbols: 'Symbols',
    flags: 'Flags',
  },

  page: {
    title: 'Custom emoji',
    words: 'Pictures with a name, for everybody here: in messages as :name:, and as reactions.',
    open: 'Custom emoji',
    back: 'Back to the settings',
  },

  add: {
    title: 'Add an emoji',
    choose: 'Choose a picture',
    other: 'Choose another picture',
    pictureHint: 'PNG, GIF, WebP or JPEG, at most {limit}. Of one that moves, the first frame is shown.',
    name: 'Name',
    nameHint: '2 to 32 of a to z, digits, _ and -. It is for good: a name is never free again.',
    free: '{code} is free.',
    submit: 'Add',
    uploading: 'Uploading the picture',
    done: '{code} is here for everybody.',
    inText: 'In a message',
    before: 'Look,',
    after: 'snow!',
    asReaction: 'As a reaction',
    alone: 'On its own',
    off: 'Files are switched off here, so nobody can add emoji.',
    unverified: 'Whoever adds emoji needs a verified email address.',
  },

  faults: {
    noPicture: 'Choose a picture.',
    badPicture: 'This is not a picture that an emoji can have. Use PNG, GIF, WebP or JPEG.',
    tooLarge: 'This picture has {size}. At most {limit} can be used.',
    tooLargeHere: 'This picture is too large: at most {limit} can be used.',
    emptyPicture: 'This file is empty.',
    name: 'Use 2 to 32 of a to z, digits, _ and -.',
    taken: '{code} is taken.',
    gone: '{code} was removed. Its name is never free again, since old messages keep the picture.',
    unicode: '{code} stands for {emoji} already.',
    full: 'There are as many emoji here as there may be.',
    unverified: 'Verify your email address first.',
    unknown: 'There is no such emoji any more.',
    notYours: 'Only whoever added an emoji can remove it.',
  },

  list: {
    title: 'Here so far ({n, number})',
    none: 'None yet.',
    loading: 'Loading…',
    by: 'by @{username}',
    own: 'by you',
    gone: 'by somebody who is no longer here',
    remove: 'Remove',
    removeIt: 'Remove {code}',
    removeTitle: 'Remove {code}?',
    removeWords: 'Nobody can use it any more. Messages that have it keep it, and its name is never free again.',
    removed: '{code} is removed.',
  },
} as const;
