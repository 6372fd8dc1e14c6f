import { computed } from '@preact/signals';
import { locale, t } from '.';

const KILOBYTE = 1024;
const MEGABYTE = KILOBYTE * KILOBYTE;

const unit = (name: 'kilobyte' | 'megabyte', maximumFractionDigits: number) =>
  computed(
    () =>
      new Intl.NumberFormat(locale.value, { style: 'unit', unit: name, unitDisplay: 'short', maximumFractionDigits }),
  );

const kilobytes = unit('kilobyte', 0);
const megabytes = unit('megabyte', 1);
const percent = computed(() => new Intl.NumberFormat(locale.value, { style: 'percent' }));

/** A size in bytes as people say it, rounded up: what is over a limit must not read as if it were at it. */
export function sizeOf(size: number): string {
  // Intl has no word for them but "byte", however many and in whatever language.
  if (size < KILOBYTE) return t.files.bytes({ n: size });
  if (size < MEGABYTE) return kilobytes.value.format(Math.ceil(size / KILOBYTE));
  return megabytes.value.format(Math.ceil((size / MEGABYTE) * 10) / 10);
}

/** A share, 0 to 1. */
export const percentOf = (share: number): string => percent.value.format(share);
