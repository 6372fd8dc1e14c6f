/** What bringing and reading files needs of the world: small interfaces, so that a test can be the world. */
import type { FileInfo, NewUpload, Quote, UploadGrant } from '../wire';

/** What the file host (Cloudinary) answers for one that has arrived. It goes to the server as it is. */
export type StorageAnswer = Record<string, unknown>;

export interface Reply {
  status: number;
  /** The parsed body; null where it was no JSON object. */
  body: StorageAnswer | null;
}

/**
 * Posts a form of these fields and the file.
 *
 * @param progress gets the share that has left, 0 to 1
 * @throws ApiError `network` where no answer came
 */
export type PostForm = (
  grant: UploadGrant,
  file: File,
  progress: (share: number) => void,
  signal: AbortSignal,
) => Promise<Reply>;

/** Asks for leave to bring one file. */
export type RequestGrant = (request: NewUpload) => Promise<UploadGrant>;

/** What the deployment says of files. */
export interface Limits {
  /** In bytes; null while it is not known. */
  readonly uploadLimit: { readonly value: number | null };
  /** Called when the server says that it takes none. */
  uploadsAreOff(): void;
}

/** What becomes a message, perhaps a reply: returns its `client_id`. */
export type PostFile = (room: string, answer: StorageAnswer, file: FileInfo, quoted: Quote | null) => string;
