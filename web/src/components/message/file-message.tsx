import { displaySize } from '../../files/image-size';
import { playerHeight } from '../../files/media';
import { isVoiceMessage } from '../../files/voice-message';
import type { MessageLine } from '../../state/chats/message-lines';
import type { FileInfo } from '../../wire/index';
import { lazyComponent } from '../shell/lazy-component';
import { MessagePicture } from './message-picture';

/** Room for what is on its way. */
const Blank = () => <div class="h-14 w-80 max-w-full" />;
const FileCard = lazyComponent(async () => (await import('../media/file-card')).FileCard, Blank);
const MediaPlayer = lazyComponent(async () => (await import('../media/media-player')).MediaPlayer, Blank);

/** A message that is a file: a picture is shown, sound and films play, and everything can be downloaded under its own name. */
export function FileMessage({ line, file, class: extra }: { line: MessageLine; file: FileInfo; class: string }) {
  const { resource_type, width, height, filename } = file;
  const player = playerHeight(file);
  return (
    <div data-testid="file" class={`max-w-full min-w-48 overflow-hidden rounded-2xl ${extra}`}>
      {resource_type === 'image' && width && height && (
        <MessagePicture line={line} file={file} box={displaySize(width, height)} />
      )}
      {player > 0 && (
        <div style={{ minHeight: `${player}px` }}>
          <MediaPlayer line={line} file={file} />
        </div>
      )}
      {!(player && isVoiceMessage(filename)) && <FileCard line={line} file={file} />}
    </div>
  );
}
