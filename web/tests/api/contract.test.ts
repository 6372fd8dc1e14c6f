import { describe, expect, it } from 'vitest';
import { checkingContract } from '../../src/api/contract';
import { CONTRACT } from '../../src/wire';

/** A server that answers with these versions of the contract, one after the other; null where it tells none. */
async function reports(...versions: (number | null)[]): Promise<number> {
  let times = 0;
  const answers = versions.map((version) => (version === null ? {} : { 'X-Snowfight-Contract': String(version) }));
  const fetch = checkingContract(
    async () => new Response('{}', { headers: answers.shift() ?? {} }),
    () => {
      times += 1;
    },
  );
  for (const _ of versions) expect(await (await fetch('/api/chats')).text()).toBe('{}');
  return times;
}

describe('a client', () => {
  it('is told once that the server speaks a newer contract', async () => {
    expect(await reports(CONTRACT, CONTRACT + 1, CONTRACT + 2)).toBe(1);
  });

  it('minds neither its own version, nor an older one, nor an answer of the gateway, which tells none', async () => {
    expect(await reports(CONTRACT, CONTRACT - 1, null)).toBe(0);
  });
});
