/** What browsers can draw and the server takes for a picture. */
export const PICTURES = ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/avif'];

const LIMIT = 30;

/** Makes addresses of the page's own for files, as `URL` does. */
export type Addresses = Pick<typeof URL, 'createObjectURL' | 'revokeObjectURL'>;

/** The user's own pictures, shown from memory: while they are on their way, and then in place of their thumbnails. */
export class Previews {
  #addresses = new Map<string, string>();

  constructor(private readonly addresses: Addresses) {}

  /** An address for a picture; null for any other file. */
  of(file: File): string | null {
    return PICTURES.includes(file.type) ? this.addresses.createObjectURL(file) : null;
  }

  release(address: string | null): void {
    if (address) this.addresses.revokeObjectURL(address);
  }

  /** The picture has become a message. Only the latest are kept. */
  keep(clientId: string, address: string | null): void {
    if (!address) return;
    this.#addresses.set(clientId, address);
    const [oldest] = this.#addresses;
    if (this.#addresses.size <= LIMIT || !oldest) return;
    this.#addresses.delete(oldest[0]);
    this.release(oldest[1]);
  }

  /** The picture of an own message, if it is here. */
  get(clientId: string): string | null {
    return this.#addresses.get(clientId) ?? null;
  }

  clear(): void {
    for (const address of this.#addresses.values()) this.release(address);
    this.#addresses.clear();
  }
}
