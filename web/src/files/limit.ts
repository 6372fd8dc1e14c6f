import { computed, signal } from '@preact/signals';
import type { Fetch } from '../api/http';

const HEADER = 'X-Upload-Limit';

/** How large a file may be: every answer of the site tells, in bytes; 0 where it keeps no files. */
export class UploadLimit {
  /** Null until told. */
  readonly bytes = signal<number | null>(null);
  /** The server said that it takes no files. */
  readonly refused = signal(false);
  /** Files can be brought, as far as is known. */
  readonly open = computed(() => !this.refused.value && this.bytes.value !== 0);

  /** The same `fetch`, listened to. */
  heard(fetch: Fetch): Fetch {
    return async (...request) => {
      const response = await fetch(...request);
      const told = response.headers.get(HEADER);
      if (told !== null && /^\d+$/.test(told)) this.bytes.value = Number(told);
      return response;
    };
  }
}
