import { beforeEach, describe, expect, it } from 'vitest';
import { ApiError } from '../../../src/api/errors';
import { Hooks } from '../../../src/state/robots/hooks';
import type { Hook } from '../../../src/wire/index';

const hook = (id: string): Hook => ({
  ...{ id, name: id.toUpperCase(), username: `hook_${id}`, created: '2026-01-01T00:00:00.000Z', last_used: null },
});

let stored: Hook[];
/** What happens to the next call that changes something; then they are answered. */
let fault: 'refused' | 'lost' | null;
/** Answers to the list wait until they are let go, one by one. */
let held: (() => void)[] | null;
let hooks: Hooks;

async function change(act: () => void): Promise<void> {
  if (fault === 'refused') throw new ApiError(409, 'too_many_hooks');
  act();
  if (fault === 'lost') throw new ApiError(0, 'timeout');
}

beforeEach(async () => {
  stored = [hook('a'), hook('b')];
  fault = null;
  held = null;
  hooks = new Hooks(
    {
      hooks: async (room) => {
        const answer = room === 'g' ? [...stored] : [];
        const waiting = held;
        if (waiting) await new Promise<void>((go) => waiting.push(go));
        return answer;
      },
      addHook: async (_, name) => {
        await change(() => stored.push(hook(name)));
        return { id: name, name: name.toUpperCase(), url: `https://chat.example/api/hook/g/${name}.secret` };
      },
      deleteHook: (_, id) =>
        change(() => {
          stored = stored.filter((each) => each.id !== id);
        }),
    },
    'g',
  );
  await hooks.load();
});

const ids = () => hooks.items.value?.map(({ id }) => id);

describe('the hooks of a chat', () => {
  it('are there with the address of the one that was made, which is told once', async () => {
    expect([ids(), hooks.told.value]).toEqual([['a', 'b'], null]);
    await hooks.add('c');
    expect([ids(), hooks.told.value?.url]).toEqual([['a', 'b', 'c'], 'https://chat.example/api/hook/g/c.secret']);
  });

  it('take the address of one that is deleted out of sight, and of no other', async () => {
    await hooks.add('c');
    await hooks.remove('a');
    expect([ids(), hooks.told.value?.id]).toEqual([['b', 'c'], 'c']);
    await hooks.remove('c');
    expect([ids(), hooks.told.value]).toEqual([['b'], null]);
  });

  it('are as before where the server refuses', async () => {
    fault = 'refused';
    await expect(hooks.add('c')).rejects.toThrow('too_many_hooks');
    await expect(hooks.remove('a')).rejects.toThrow('too_many_hooks');
    expect([ids(), hooks.told.value]).toEqual([['a', 'b'], null]);
  });

  it('show one that was made though its answer was lost', async () => {
    fault = 'lost';
    await expect(hooks.add('c')).rejects.toThrow('timeout');
    expect([ids(), hooks.told.value]).toEqual([['a', 'b', 'c'], null]);
  });

  it('are those of the answer that was asked for last, whichever comes last', async () => {
    held = [];
    const first = hooks.load();
    stored = [hook('z')];
    const second = hooks.load();
    held[1]?.();
    await second;
    held[0]?.();
    await first;
    expect(ids()).toEqual(['z']);
  });
});

describe('a list that does not come', () => {
  it('says why, and is there when it comes the next time', async () => {
    let down = true;
    const list = new Hooks(
      {
        hooks: async () => {
          if (down) throw new ApiError(0, 'network');
          return stored;
        },
        addHook: async () => ({ id: '', name: '', url: '' }),
        deleteHook: async () => undefined,
      },
      'g',
    );
    await list.load();
    expect([list.items.value, (list.failure.value as ApiError).code]).toEqual([null, 'network']);
    down = false;
    await list.load();
    expect([list.items.value, list.failure.value]).toEqual([stored, null]);
  });
});
