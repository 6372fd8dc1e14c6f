import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Layers } from '../../../src/state/page/layers';

/** A history as browsers have it: going back takes a while. */
class Past {
  entries: { page: string; state: unknown }[] = [
    { page: 'list', state: null },
    { page: 'chat', state: null },
  ];
  at = 1;
  #moves: number[] = [];

  get state(): unknown {
    return this.entries[this.at]?.state;
  }

  get page(): string | undefined {
    return this.entries[this.at]?.page;
  }

  pushState(state: unknown, _: string, page = this.page ?? ''): void {
    this.entries = [...this.entries.slice(0, this.at + 1), { page, state }];
    this.at += 1;
  }

  replaceState(state: unknown, _: string, page: string): void {
    this.entries[this.at] = { page, state };
  }

  back(): void {
    this.#moves.push(-1);
  }

  /** The browser does what it was asked to. */
  settle(): void {
    for (const move of this.#moves.splice(0)) {
      this.at += move;
      layers.moved();
    }
  }
}

let past: Past;
let layers: Layers;

beforeEach(() => {
  past = new Past();
  layers = new Layers(past);
});

const moment = () => Promise.resolve();
const pages = () => past.entries.slice(0, past.at + 1).map(({ page }) => page);
const go = (page: string, replace = false) =>
  layers.turn((inPlace) => past[inPlace ? 'replaceState' : 'pushState'](null, '', page), replace);

/** Something that lies over the page, as the views have it. */
function opened() {
  const closed = vi.fn(() => remove());
  const remove = layers.add(closed);
  return { closed, close: remove };
}

describe('what lies over a page', () => {
  it('is closed by Back, and the page stays', async () => {
    const { closed } = opened();
    await moment();
    past.back();
    past.settle();
    expect(closed).toHaveBeenCalledOnce();
    await moment();
    past.settle();
    expect(pages()).toEqual(['list', 'chat']);
  });

  it('leaves nothing behind in the history when it is closed in another way', async () => {
    const { closed, close } = opened();
    await moment();
    close();
    await moment();
    past.settle();
    expect(closed).not.toHaveBeenCalled();
    expect(pages()).toEqual(['list', 'chat']);
  });

  it('may give way to the next, which Back closes as well', async () => {
    const first = opened();
    await moment();
    first.close();
    const second = opened();
    await moment();
    past.back();
    past.settle();
    expect(second.closed).toHaveBeenCalledOnce();
    expect(pages()).toEqual(['list', 'chat']);
  });

  it('is closed one after the other where two lie over each other', async () => {
    const below = opened();
    const above = opened();
    await moment();
    past.back();
    past.settle();
    expect([above.closed, below.closed].map(({ mock }) => mock.calls.length)).toEqual([1, 0]);
    await moment();
    past.back();
    past.settle();
    expect(below.closed).toHaveBeenCalledOnce();
    expect(pages()).toEqual(['list', 'chat']);
  });
});

describe('a way to another page', () => {
  it('that leads out of what lies over this one has it before it', async () => {
    const { close } = opened();
    await moment();
    close();
    go('other');
    await moment();
    past.settle();
    expect(pages()).toEqual(['list', 'chat', 'other']);
  });

  it('waits for what was closed just before', async () => {
    const { close } = opened();
    await moment();
    close();
    await moment();
    go('other');
    expect(past.page).toBe('chat');
    past.settle();
    expect(pages()).toEqual(['list', 'chat', 'other']);
  });

  it('takes the place of the page under what lies over it', async () => {
    const { close } = opened();
    await moment();
    close();
    go('home', true);
    await moment();
    past.settle();
    expect(pages()).toEqual(['list', 'home']);
  });

  it('is as it always was where nothing lies over the page', () => {
    go('other');
    go('third', true);
    expect(pages()).toEqual(['list', 'chat', 'third']);
  });
});
