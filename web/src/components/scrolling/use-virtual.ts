import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type VirtualizerOptions,
} from '@tanstack/virtual-core';
import { useLayoutEffect, useReducer, useState } from 'preact/hooks';

type List = Virtualizer<HTMLDivElement, HTMLLIElement>;
type Given = 'count' | 'getScrollElement' | 'estimateSize' | 'getItemKey' | 'onChange';
type Options = Pick<VirtualizerOptions<HTMLDivElement, HTMLLIElement>, Given> &
  Partial<VirtualizerOptions<HTMLDivElement, HTMLLIElement>>;

/** A list of which only what can be seen is rendered: TanStack's virtualizer as a hook. */
export function useVirtual(options: Options): List {
  const [, render] = useReducer<number, void>((count) => count + 1, 0);
  const whole = {
    observeElementRect,
    observeElementOffset,
    scrollToFn: elementScroll,
    ...options,
    onChange: (list: List, sync: boolean) => {
      render();
      options.onChange?.(list, sync);
    },
  };
  const [list] = useState<List>(() => new Virtualizer(whole));
  list.setOptions(whole);
  useLayoutEffect(() => list._didMount(), [list]);
  useLayoutEffect(() => list._willUpdate());
  return list;
}
