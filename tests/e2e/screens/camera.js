// A browser whose camera, microphone and peers are drawn: connections of its calls are made at once, to nobody. Each peer
// is one of `window.played`, in the order in which they come: what it says of itself, as on the calls' data channel.
(() => {
  const COLOURS = [['#9cc9ec', '#2f6f9f', '#f2b880'], ['#cfe3b4', '#5a7d2a', '#8d5a34'], ['#f3c9b5', '#a2512b', '#e8b48a'],
    ['#d9cdf2', '#5c4597', '#6f4629']];

  const picture = (paint) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 960, height: 540 });
    const context = canvas.getContext('2d');
    const draw = () => paint(context, canvas);
    const [track] = canvas.captureStream(10).getVideoTracks();
    setInterval(draw, 100);
    draw();
    return track;
  };

  const person = (number) => picture((context, { width, height }) => {
    const [sky, coat, face] = COLOURS[number % COLOURS.length];
    const round = (colour, x, y, across, high) => {
      context.fillStyle = colour;
      context.beginPath();
      context.ellipse(x, y, across, high, 0, 0, 7);
      context.fill();
    };
    context.fillStyle = sky;
    context.fillRect(0, 0, width, height);
    round('#ffffff', 180, 560, 420, 150);
    round('#ffffff', 800, 580, 420, 190);
    round(coat, width / 2, height + 60, 230, 230);
    round(face, width / 2, 235, 105, 125);
    round(coat, width / 2, 150, 118, 75);
    for (const side of [-1, 1]) round('#2c2019', width / 2 + side * 38, 235, 10, 12);
    round('#2c2019', width / 2, 295, 26, 7);
  });

  const screen = () => picture((context, { width, height }) => {
    context.fillStyle = '#ffffff';
    context.fillRect(0, 0, width, height);
    context.fillStyle = '#1d4a69';
    context.fillRect(0, 0, width, 64);
    context.fillStyle = '#dbe7ef';
    for (let row = 0; row < 7; row += 1) context.fillRect(60, 110 + row * 56, 840 - ((row * 173) % 420), 24);
  });

  const sound = () => {
    const context = new AudioContext();
    return context.createMediaStreamDestination().stream.getAudioTracks()[0];
  };

  let met = 0;
  class PlayedConnection {
    constructor() {
      this.number = met;
      met += 1;
      this.transceivers = [];
      this.signalingState = 'stable';
      this.connectionState = 'new';
      this.localDescription = null;
      this.remoteDescription = null;
      this.heard = 0;
      setTimeout(() => this.onnegotiationneeded?.());
    }
    addTransceiver(kind) {
      const role = this.transceivers.length;
      const track = kind === 'audio' ? sound() : role < 2 ? person(this.number) : screen();
      const sender = { track: null, getParameters: () => ({}), getStats: async () => new Map() };
      sender.replaceTrack = async (next) => { sender.track = next; };
      this.transceivers.push({ sender, receiver: { track, getSynchronizationSources: () => [] } });
    }
    getTransceivers() {
      return this.transceivers;
    }
    createDataChannel() {
      const channel = { readyState: 'open', send: () => {}, close: () => {} };
      setTimeout(() => channel.onmessage?.({ data: JSON.stringify(window.played[this.number]) }), 50);
      return channel;
    }
    async setLocalDescription() {
      const print = (from) => Array.from({ length: 32 }, (_, i) => ((i * from) % 256).toString(16).padStart(2, '0')).join(':');
      const described = (from) => `a=fingerprint:sha-256 ${print(from).toUpperCase()}\r\n`;
      this.localDescription = { type: 'offer', sdp: described(7) };
      setTimeout(() => {
        this.remoteDescription = { type: 'answer', sdp: described(11 + this.number) };
        this.connectionState = 'connected';
        this.onsignalingstatechange?.();
        this.onconnectionstatechange?.();
      });
    }
    getConfiguration() {
      return {};
    }
    setConfiguration() {}
    restartIce() {}
    async setRemoteDescription() {}
    async addIceCandidate() {}
    async getStats() {
      this.heard += 100;
      const heard = { type: 'inbound-rtp', bytesReceived: this.heard, packetsReceived: this.heard, packetsLost: 0 };
      return new Map([['heard', heard]]);
    }
    close() {
      this.connectionState = 'closed';
    }
  }
  window.RTCPeerConnection = PlayedConnection;

  const labels = [['audioinput', 'Headset (Bluetooth)'], ['audioinput', 'Built-in microphone'], ['videoinput', 'Camera'],
    ['audiooutput', 'Headset (Bluetooth)'], ['audiooutput', 'Built-in speakers']];
  navigator.mediaDevices.enumerateDevices = async () =>
    labels.map(([kind, label], i) => ({ kind, label, deviceId: `device ${i}`, groupId: '' }));
  navigator.mediaDevices.getUserMedia = async ({ audio, video }) =>
    new MediaStream([...(audio ? [sound()] : []), ...(video ? [person(3)] : [])]);
})();
