import { ApiError } from '../../api/errors';
import type { Api } from '../../api/index';
import type { StorageAnswer } from '../../files/ports';
import type { UploadTransfer } from '../../files/upload-transfer';
import type { CustomEmojis } from './custom-emojis';

export interface EmojiAdditionPorts {
  api: Pick<Api, 'addEmoji'>;
  emojis: Pick<CustomEmojis, 'all' | 'put' | 'refresh'>;
  transfer(picture: File): Pick<UploadTransfer, 'go'>;
  /** The user's name. */
  me: string;
}

/** One picture on its way to become an emoji. It is uploaded once, whatever becomes of the names that it is given. */
export class EmojiAddition {
  readonly #transfer: Pick<UploadTransfer, 'go'>;
  #uploaded: StorageAnswer | undefined;
  /** The name that was sent without an answer, so that it may be the user's already. */
  #unanswered: string | undefined;

  constructor(
    picture: File,
    private readonly ports: EmojiAdditionPorts,
  ) {
    this.#transfer = ports.transfer(picture);
  }

  /**
   * Adds it under a name.
   *
   * @param progress gets the share that has left, 0 to 1
   * @throws ApiError why it is not there; another try may follow
   */
  async add(name: string, progress: (share: number) => void, signal: AbortSignal): Promise<void> {
    this.#uploaded ??= await this.#transfer.go(progress, signal);
    const { api, emojis } = this.ports;
    try {
      emojis.put(await api.addEmoji(name, this.#uploaded));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.code === 'emoji_taken' && (await this.#isOurs(name))) return;
      if (error.code === 'bad_file') this.#uploaded = undefined;
      if (error.status === 0 || error.status >= 500) this.#unanswered = name;
      throw error;
    }
  }

  /** An answer was lost, and the name is the user's: that was this one. */
  async #isOurs(name: string): Promise<boolean> {
    const { emojis, me } = this.ports;
    await emojis.refresh();
    const emoji = emojis.all?.get(name);
    return this.#unanswered === name && emoji?.username === me && emoji.removed === null;
  }
}
