/** What is said about voice messages and players, in English: it comes with them. */
export const en = {
  recorder: {
    asking: 'Waiting for the microphone…',
    recording: 'Recording',
    held: 'Let go to listen. Slide away to cancel.',
    away: 'Let go to cancel',
    full: 'Five minutes is the most. Listen, then send it.',
    ready: 'Recorded. Listen, send or delete it.',
    stop: 'Stop',
    cancel: 'Cancel recording',
    remove: 'Delete recording',
    send: 'Send voice message',
    dismiss: 'Close',
  },

  /** By what went wrong with a recording. */
  faults: {
    NotAllowedError: 'The microphone is blocked. Allow it for this site in the browser, then try again.',
    NotFoundError: 'No microphone was found.',
    NotReadableError: 'Another program is using the microphone.',
    NotSupportedError: 'This browser cannot record.',
    empty: 'Nothing was recorded.',
    unknown: 'The recording did not work.',
  },

  player: {
    play: 'Play {name}',
    pause: 'Pause {name}',
    position: 'Position',
    at: '{at} of {length}',
    speed: 'Speed {speed}',
    times: '{speed}×',
    failed: 'It could not be played.',
  },
} as const;
