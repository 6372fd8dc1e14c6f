/** What is said about calls, in English. */
export const en = {
  start: {
    voice: 'Voice call',
    video: 'Video call',
    menu: 'Call',
    join: 'Join',
    joinCall: 'Join the call',
    open: 'Open the call',
    again: 'Call again',
  },

  ring: {
    label: 'Somebody calls',
    voice: '{name} is calling',
    video: '{name} is calling with video',
    within: 'in {group}',
    accept: 'Accept',
    acceptVideo: 'Accept with video',
    decline: 'Decline',
  },

  bar: {
    label: 'The call',
    back: 'Back to the chats',
    leave: 'Leave the call',
  },

  state: {
    calling: 'Calling…',
    connecting: 'Connecting…',
    reconnecting: 'Reconnecting…',
    failed: 'The connection is lost.',
    retry: 'Try again',
    alone: 'Nobody else is here.',
    signalling: 'The chat is not connected. The call goes on.',
    duration: 'Duration {time}',
  },

  end: {
    ended: 'The call is over.',
    missed: 'Nobody answered.',
    declined: 'The call was declined.',
    cancelled: 'The call was cancelled.',
    busy: '{name} is in another call.',
    elsewhere: 'You are no longer in this call on this device.',
    dropped: 'You are no longer in this call: the server had not heard from this page.',
    no_relay: 'You hide your address, and this site has no relay for that.',
    call_full: 'This is more than this call can carry. Wait until somebody leaves.',
    call_busy: 'You are in another call.',
    showAddress: 'Call without hiding it',
    leaveOther: 'Leave it and join this one',
    no_calls_here: 'There are no calls in this chat: it is public, or has more than 20 members.',
    calls_off: 'Calls are switched off here.',
    call_over: 'This call is over already.',
    not_accepted: 'You cannot call {name}.',
    unanswered: 'The server does not answer. Check your network and try again.',
  },

  control: {
    label: 'What you can do in the call',
    mute: 'Mute',
    unmute: 'Unmute',
    cameraOn: 'Turn camera on',
    cameraOff: 'Turn camera off',
    share: 'Share screen',
    unshare: 'Stop sharing',
    raise: 'Raise hand',
    lower: 'Lower hand',
    settings: 'Call settings',
    picture: 'Picture in picture',
    leave: 'Leave',
  },

  tile: {
    you: 'You',
    label: 'People in the call',
    yourScreen: 'Your screen',
    screenOf: 'Screen of {name}',
    muted: 'muted',
    hand: 'hand raised',
    speaking: 'speaking',
    waiting: 'connecting…',
  },

  quality: {
    good: 'Good connection',
    fair: 'Weak connection',
    poor: 'Bad connection',
    lost: 'No connection',
  },

  settings: {
    title: 'Call settings',
    calls: 'Calls',
    microphone: 'Microphone',
    camera: 'Camera',
    speaker: 'Speaker',
    standard: 'As the browser chooses',
    unnamed: 'Device {n}',
    talk: 'Push to talk',
    talkHint: 'You are muted, and heard while you hold the space bar.',
    relay: 'Hide my address',
    relayHint:
      'Your voice and pictures go through a relay of this site, so nobody in the call learns your IP address. It may be slower, and counts from your next call on.',
    relayForced: 'This site has all calls go through a relay: nobody in the call learns your IP address.',
  },

  code: {
    title: 'Is anybody listening in?',
    words:
      'Read these five pictures to each other. If both of you see the same ones, in this order, nobody stands between you.',
    with: 'With {name}',
    waiting: 'The pictures come once you are connected.',
  },

  media: {
    denied: 'This browser may not use your microphone or camera. Allow it beside the address, and try again.',
    missing: 'No microphone or camera was found. You can still listen.',
    busy: 'Another program uses your microphone or camera. Close it, and try again.',
    full: 'So many are in this call that no more cameras can be on.',
  },

  told: {
    joined: '{name} joined.',
    left: '{name} left.',
    muted: 'You are muted.',
    unmuted: 'You can be heard.',
    cameraOn: 'Your camera is on.',
    cameraOff: 'Your camera is off.',
    sharing: 'You share your screen.',
    unshared: 'You share your screen no more.',
    shares: '{name} shares their screen.',
    hand: '{name} raised a hand.',
    connected: 'You are connected.',
  },

  keys: {
    place: 'In a call',
    mute: 'Mute, or be heard again',
    camera: 'Camera on or off',
    share: 'Share the screen, or stop',
    hand: 'Raise or lower your hand',
    talk: 'Hold to talk',
    space: 'Space',
    back: 'Back to the chats',
  },

  log: {
    call: 'Call',
    voice: 'Voice call, {time}',
    video: 'Video call, {time}',
    voiceMissed: 'Missed voice call',
    videoMissed: 'Missed video call',
    voiceUnanswered: 'Voice call, no answer',
    videoUnanswered: 'Video call, no answer',
    voiceDeclined: 'Voice call, declined',
    videoDeclined: 'Video call, declined',
    voiceCancelled: 'Voice call, cancelled',
    videoCancelled: 'Video call, cancelled',
    with: 'With {names}',
    missedBy: 'Missed by {names}',
  },
} as const;
