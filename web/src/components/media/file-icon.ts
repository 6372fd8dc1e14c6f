import { FileArchive, FileAudio, FileImage, FileText, FileVideo, File as Sheet } from 'lucide-preact';
import type { FileInfo } from '../../wire/index';

const ICONS: [RegExp, typeof Sheet][] = [
  [/\.(jpe?g|png|gif|webp|avif|svg|heic|bmp|tiff?)$/i, FileImage],
  [/\.(pdf|docx?|odt|rtf|txt|md|pages|xlsx?|ods|csv|pptx?|odp)$/i, FileText],
  [/\.(zip|gz|tgz|bz2|xz|zst|7z|rar|tar)$/i, FileArchive],
  [/\.(mp3|m4a|ogg|opus|wav|flac|aac)$/i, FileAudio],
  [/\.(mp4|mov|mkv|webm|avi|m4v)$/i, FileVideo],
];

/** What stands for a file, by its name. */
export function iconOf({ filename, resource_type }: FileInfo): typeof Sheet {
  if (resource_type === 'image') return FileImage;
  return ICONS.find(([names]) => names.test(filename))?.[1] ?? Sheet;
}
