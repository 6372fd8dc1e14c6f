import { Hand, MicOff, SignalMedium } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { CallSession, Peer } from '../../../calls/session';
import type { CallPeople } from '../../../state/calls/people';
import { account } from '../../../state/index';
import { callText } from '../../../text/calls/index';
import { Avatar } from '../../members/avatar';

/** Where a tile lies, and how large it is; unless given, as its place has it. */
interface Place {
  style?: Record<string, string> | undefined;
  class?: string;
}

/** Another one in the call: their camera's pictures, or their face; and how they are. */
export function PeerTile({ peer, people, room, ...place }: { peer: Peer; people: CallPeople; room: string } & Place) {
  const { username, camera, stream, speaking, muted, handRaised, connected, quality } = peer;
  const person = people.person(room, username);
  const weak = connected.value && quality.value !== 'good';
  const words = callText.tile;
  return (
    <Frame speaking={speaking.value} {...place} name={username}>
      {camera.value && stream.value ? (
        <Pictures stream={stream.value} />
      ) : (
        <Face name={person.display_name} url={person.avatar_url} />
      )}
      <p class="call-badges">
        {weak && <Badge icon={SignalMedium}>{callText.quality[quality.value]}</Badge>}
        {handRaised.value && (
          <Badge icon={Hand}>
            <span class="sr-only">{words.hand}</span>
          </Badge>
        )}
      </p>
      <Caption muted={muted.value} speaking={speaking.value}>
        {person.display_name}
        {!connected.value && <span class="font-normal"> {words.waiting}</span>}
      </Caption>
    </Frame>
  );
}

/** The user as the others see them, but for left and right: as in a mirror. */
export function OwnTile({ session: { local }, ...place }: { session: CallSession } & Place) {
  const { pictures, microphone, handRaised, speaking } = local;
  const user = account.user.value;
  return (
    <Frame speaking={speaking.value} mirrored {...place} name={user?.username ?? ''}>
      {pictures.value ? (
        <Pictures stream={pictures.value} />
      ) : (
        <Face name={user?.display_name ?? ''} url={user?.avatar_url ?? null} />
      )}
      {handRaised.value && (
        <p class="call-badges">
          <Badge icon={Hand}>
            <span class="sr-only">{callText.tile.hand}</span>
          </Badge>
        </p>
      )}
      <Caption muted={!microphone.value} speaking={speaking.value}>
        {callText.tile.you}
      </Caption>
    </Frame>
  );
}

/** A shared screen, all of it. */
export function ScreenTile({ stream, name, ...place }: { stream: MediaStream; name: string } & Place) {
  return (
    <Frame screen {...place} name={name}>
      <Pictures stream={stream} />
      <Caption>{name}</Caption>
    </Frame>
  );
}

interface FrameProps extends Place {
  name: string;
  speaking?: boolean;
  mirrored?: boolean;
  screen?: boolean;
  children: ComponentChildren;
}

function Frame({
  name,
  speaking = false,
  mirrored = false,
  screen = false,
  style,
  class: extra = '',
  children,
}: FrameProps) {
  return (
    <li
      data-testid={screen ? 'screen-tile' : 'tile'}
      data-name={name}
      data-speaking={speaking || undefined}
      data-mirrored={mirrored || undefined}
      data-screen={screen || undefined}
      style={style}
      class={`call-tile forced-colors:border ${extra}`}
    >
      {children}
    </li>
  );
}

/** A stream without its sound: that is played apart, wherever the user walks. */
function Pictures({ stream }: { stream: MediaStream }) {
  const element = useRef<HTMLVideoElement>(null);
  useLayoutEffect(() => {
    const video = element.current;
    if (!video || video.srcObject === stream) return;
    video.srcObject = stream;
    void video.play().catch(() => undefined); // it has gone meanwhile, or plays by itself
  }, [stream]);
  return <video ref={element} muted autoplay playsInline tabIndex={-1} />;
}

function Face({ name, url }: { name: string; url: string | null }) {
  return (
    <span class="call-face">
      <Avatar name={name} url={url} size="large" />
    </span>
  );
}

function Caption({
  muted = false,
  speaking = false,
  children,
}: {
  muted?: boolean;
  speaking?: boolean;
  children: ComponentChildren;
}) {
  return (
    <p class="call-caption">
      {muted && <MicOff size="0.875rem" aria-hidden class="shrink-0" />}
      <span dir="auto" class="truncate">
        {children}
      </span>
      {muted && <span class="sr-only">({callText.tile.muted})</span>}
      {speaking && <span class="sr-only">({callText.tile.speaking})</span>}
    </p>
  );
}

function Badge({ icon: Icon, children }: { icon: typeof Hand; children: ComponentChildren }) {
  return (
    <span class="call-caption">
      <Icon size="0.875rem" aria-hidden class="shrink-0" />
      {children}
    </span>
  );
}
