import { useRef } from 'preact/hooks';
import type { CallSession } from '../../../calls/session';
import type { CallPeople } from '../../../state/calls/people';
import { callText } from '../../../text/calls/index';
import { Avatar } from '../../members/avatar';
import { OwnTile, PeerTile, ScreenTile } from './tile';
import { tileSize } from './tile-layout';
import { useSize } from './use-size';

interface Props {
  session: CallSession;
  people: CallPeople;
}

/** Between two tiles, in pixels (styles/calls.css). */
const GAP = 8;

/** Who is in the call and what is shared: a screen is large, and the people beside it. */
export function Stage({ session, people }: Props) {
  const screens = screensOf(session, people);
  const { length } = session.peers.value;
  return (
    <div class="call-stage">
      {screens.length > 0 ? (
        <>
          <Tiles count={screens.length}>
            {(style) => screens.map(({ key, ...screen }) => <ScreenTile key={key} style={style} {...screen} />)}
          </Tiles>
          <ul aria-label={callText.tile.label} class="call-strip">
            <Everybody session={session} people={people} />
          </ul>
        </>
      ) : length > 1 ? (
        <Tiles count={length + 1}>{(style) => <Everybody session={session} people={people} style={style} />}</Tiles>
      ) : (
        <Two session={session} people={people} />
      )}
    </div>
  );
}

/** All as large as fits, each as large as any other. */
function Tiles({
  count,
  children,
}: {
  count: number;
  children(style: Record<string, string>): preact.ComponentChildren;
}) {
  const list = useRef<HTMLUListElement>(null);
  const { width, height } = tileSize(count, useSize(list), GAP);
  return (
    <ul ref={list} aria-label={callText.tile.label} class="call-tiles">
      {children({ width: `${width}px`, height: `${height}px` })}
    </ul>
  );
}

function Everybody({ session, people, style }: Props & { style?: Record<string, string> }) {
  return (
    <>
      {session.peers.value.map((peer) => (
        <PeerTile key={peer.device} peer={peer} people={people} room={session.room} style={style} />
      ))}
      <OwnTile session={session} style={style} />
    </>
  );
}

/** The other one as large as fits, the user in a corner; while nobody is there, whom the call waits for. */
function Two({ session, people }: Props) {
  const [peer] = session.peers.value;
  return (
    <ul aria-label={callText.tile.label} class="call-tiles">
      {peer ? (
        <PeerTile peer={peer} people={people} room={session.room} class="size-full" />
      ) : (
        <Waiting title={people.title(session.room)} />
      )}
      <OwnTile session={session} class="call-corner" />
    </ul>
  );
}

function Waiting({ title }: { title: string }) {
  return (
    <li class="m-auto flex flex-col items-center gap-4 p-6 text-center">
      <span class="call-pulse">
        <Avatar name={title} size="large" />
      </span>
      <span dir="auto" class="text-xl font-extrabold wrap-anywhere">
        {title}
      </span>
    </li>
  );
}

function screensOf({ room, local, peers }: CallSession, people: CallPeople) {
  const own = local.screenStream.value;
  const others = peers.value.flatMap(({ device, username, screen }) => {
    const stream = screen.value;
    return stream ? [{ key: device, stream, name: callText.tile.screenOf({ name: people.name(room, username) }) }] : [];
  });
  // Who shares sees what others share first: their own screen they have before them.
  return others.length === 0 && own ? [{ key: 'own', stream: own, name: callText.tile.yourScreen }] : others;
}
