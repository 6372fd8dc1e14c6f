import { CONTRACT } from '../wire';
import type { Fetch } from './http';

const HEADER = 'X-Snowfight-Contract';

/**
 * The same `fetch`, which looks at what version of the contract the server speaks: with every call, and so with every
 * connection too, which takes a ticket. `outdated` is called, once, when this client is older.
 */
export function checkingContract(fetch: Fetch, outdated: () => void): Fetch {
  let reported = false;
  return async (...request) => {
    const response = await fetch(...request);
    if (!reported && Number(response.headers.get(HEADER)) > CONTRACT) {
      reported = true;
      outdated();
    }
    return response;
  };
}
