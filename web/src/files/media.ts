/** Which files a browser plays by itself. */
import type { FileInfo } from '../wire';
import { displaySize } from './image-size';

export interface Media {
  kind: 'audio' | 'video';
  /** Its media type, by the ending of its name. */
  type: string;
}

const TYPES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    mp3: 'audio/mpeg',
    m4a: 'audio/mp4',
    aac: 'audio/aac',
    oga: 'audio/ogg',
    ogg: 'audio/ogg',
    opus: 'audio/ogg',
    wav: 'audio/wav',
    flac: 'audio/flac',
    mp4: 'video/mp4',
    m4v: 'video/mp4',
    webm: 'video/webm',
    ogv: 'video/ogg',
    mov: 'video/quicktime',
  }),
);

/**
 * What a file is, by its name: containers of films hold sound alone too, which has no width. Null where it is neither
 * sound nor film, or `plays` says that the browser does not play it.
 */
export function mediaOf(
  { filename, resource_type, width }: FileInfo,
  plays: (media: Media) => boolean = browserPlays,
): Media | null {
  const type = resource_type !== 'image' && TYPES.get(/\.(\w+)$/.exec(filename)?.[1]?.toLowerCase() ?? '');
  if (!type) return null;
  const film = type.startsWith('video') && (width || resource_type !== 'video');
  const media: Media = { kind: film ? 'video' : 'audio', type: film ? type : type.replace('video', 'audio') };
  return plays(media) ? media : null;
}

const browserPlays = ({ kind, type }: Media): boolean => document.createElement(kind).canPlayType(type) !== '';

/** As high as a file's player is, in pixels, before it is there and after; 0 where it has none. */
export function playerHeight(file: FileInfo): number {
  const kind = mediaOf(file)?.kind;
  if (kind === 'video') return displaySize(file.width || 320, file.height || 180).height;
  return kind ? 64 : 0;
}
