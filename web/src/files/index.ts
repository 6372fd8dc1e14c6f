import type { Api } from '../api';
import type { Ports } from '../sync/ports';
import { FileLinkCache } from './file-links';
import type { Limits, PostFile, RequestGrant } from './ports';
import { postForm } from './post-form';
import { Previews } from './previews';
import { UploadTransfer } from './upload-transfer';
import { Uploads } from './uploads';

/** A signed-in user's files: those on their way, and where to read those of messages. */
export class Files {
  readonly previews = new Previews(URL);
  readonly uploads: Uploads;
  readonly links: FileLinkCache;

  constructor(
    private readonly api: Pick<Api, 'grantUpload' | 'grantAvatar' | 'grantEmoji' | 'fileLinks'>,
    private readonly world: Pick<Ports, 'clock' | 'random' | 'signals'>,
    limits: Limits,
    posted: PostFile,
  ) {
    this.links = new FileLinkCache((room, seq) => api.fileLinks(room, seq), world.clock, world.random);
    this.uploads = new Uploads({
      ask: (room, request) => api.grantUpload(room, request),
      uuid: () => crypto.randomUUID(),
      previews: this.previews,
      post: postForm,
      ...world,
      limits,
      posted,
    });
  }

  /** A picture of the user on its way. */
  picture(file: File): UploadTransfer {
    return this.#transfer(file, (request) => this.api.grantAvatar(request));
  }

  /** The picture of a custom emoji on its way. */
  emoji(file: File): UploadTransfer {
    return this.#transfer(file, (request) => this.api.grantEmoji(request));
  }

  #transfer(file: File, ask: RequestGrant): UploadTransfer {
    return new UploadTransfer(file, { clock: this.world.clock, post: postForm, ask });
  }

  stop(): void {
    this.uploads.stop();
    this.previews.clear();
  }
}
