import { FakeConnection } from './connection';

/** What peer connections find each other through. */
export class FakeNetwork {
  readonly connections: FakeConnection[] = [];
  /** There is a way between any two. */
  reachable = true;
  /** How many candidates each looks up. */
  candidates = 2;

  connect(configuration: RTCConfiguration): FakeConnection {
    const connection = new FakeConnection(this, configuration);
    this.connections.push(connection);
    return connection;
  }

  /** Looks up candidates: one after the other, then the end. */
  gather(connection: FakeConnection): void {
    const { ufrag } = connection;
    for (let number = 0; number < this.candidates; number += 1) {
      const init = { candidate: `candidate:${ufrag}-${number}`, usernameFragment: ufrag, sdpMid: '0' };
      setImmediate(() => connection.onicecandidate?.({ candidate: { ...init, toJSON: () => init } }));
    }
    setImmediate(() => connection.onicecandidate?.({ candidate: null }));
  }

  /** Those who know of each other are connected. */
  check(): void {
    if (!this.reachable) return;
    for (const one of this.connections) {
      const other = this.connections.find((each) => each !== one && knows(one, each) && knows(each, one));
      if (!other) continue;
      for (const end of [one, other]) end.turn('connected');
      if (!one.channel || !other.channel) continue;
      one.channel.open(other.channel);
      other.channel.open(one.channel);
    }
  }

  /** No way is left: everybody notices. */
  break(state: 'disconnected' | 'failed' = 'failed'): void {
    this.reachable = false;
    for (const each of this.connections) if (each.connectionState === 'connected') each.turn(state);
  }
}

function knows(one: FakeConnection, other: FakeConnection): boolean {
  if (one.closed || other.closed || one.signalingState !== 'stable' || !one.localDescription) return false;
  const described = one.remoteDescription?.sdp === other.localDescription?.sdp;
  return described && one.candidates.some((candidate) => candidate.startsWith(`candidate:${other.ufrag}-`));
}
