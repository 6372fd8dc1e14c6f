/** What is said about searching, in English: it comes with its page. */
export const en = {
  field: {
    label: 'What to look for',
    placeholder: 'Words, or a "phrase in quotes"',
    close: 'Close search',
  },

  filters: {
    label: 'Narrowed to',
    room: 'In {chat}',
    thisChat: 'this chat',
    remove: 'Remove: {filter}',
  },

  /** By operator: what it narrows a search to. */
  operators: {
    from: 'From {value}',
    in: 'In {value}',
    has: 'With {value}',
    before: 'Up to {value}',
    after: 'Since {value}',
  },

  /** By what `has:` takes. */
  contents: { file: 'a file', link: 'a link', image: 'a picture' },

  days: { today: 'Today', yesterday: 'Yesterday', week: 'A week ago', month: 'A month ago', year: 'A year ago' },

  completion: {
    label: 'Suggestions',
    found: '{n, plural, one {# suggestion. Arrow keys, then Enter.} other {# suggestions. Arrow keys, then Enter.}}',
  },

  tips: {
    title: 'Narrow it down',
    from: 'what somebody said',
    in: 'one of your chats',
    has: 'file, link or image',
    before: 'up to a day',
    after: 'from a day on',
  },

  recent: { title: 'Last searches', forget: 'Forget “{query}”' },

  tabs: { label: 'What to show', messages: 'Messages', pictures: 'Pictures', files: 'Files' },

  results: {
    searching: 'Searching…',
    count: '{n, plural, one {# message found} other {# messages found}}',
    countSoFar: '{n, plural, one {# message found so far} other {# messages found so far}}',
    private: 'Private chat',
    more: 'Show more',
    back: 'Searched back to {time}.',
    further: 'Search further back',
    file: 'File',
  },

  none: {
    title: 'No tracks found',
    inRoom: 'Nothing in {chat} fits “{query}”.',
    everywhere: 'Nothing in your chats fits “{query}”.',
  },

  trouble: {
    nothing: 'Add a word to look for. One that is left out (“-word”) is not enough.',
    wait: '{n, plural, one {That was a lot of searching. It goes on in # second.} other {That was a lot of searching. It goes on in # seconds.}}',
  },

  files: {
    pictures: 'Pictures of this chat',
    files: 'Files of this chat',
    noPicturesTitle: 'No pictures yet',
    noPictures: 'Pictures that are sent in this chat are collected here.',
    noFilesTitle: 'No files yet',
    noFiles: 'Files that are sent in this chat are collected here.',
    loading: 'Loading…',
    place: 'In the chat: {name}, {time}',
    said: '{name}, {time}',
    download: 'Download {name}',
  },
} as const;
