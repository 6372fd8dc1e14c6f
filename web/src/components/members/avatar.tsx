import { useState } from 'preact/hooks';

interface Props {
  name: string;
  url?: string | null;
  size?: keyof typeof SIDES;
}

const SIDES = { tiny: 'size-4 text-[0.625rem]', small: 'size-8 text-sm', normal: 'size-9', large: 'size-20 text-3xl' };

const TINTS = [
  'bg-[#ffd7ae] text-[#6b3306]',
  'bg-[#cfe6f7] text-[#12476b]',
  'bg-[#d7ecc9] text-[#2c5312]',
  'bg-[#f6d3de] text-[#7a1f3f]',
  'bg-[#e2d8f5] text-[#472a80]',
  'bg-[#f7e6a8] text-[#5c4706]',
];

/** A user's picture, or, where there is none or it is there no longer, the first letter of the name on a colour of its own. */
export function Avatar({ name, url, size = 'normal' }: Props) {
  const side = SIDES[size];
  const [lost, setLost] = useState<string | null>(null);
  if (url && url !== lost) {
    return <img src={url} alt="" onError={() => setLost(url)} class={`${side} shrink-0 rounded-full object-cover`} />;
  }
  // A hash that tells names apart which differ by a letter.
  const sum = [...name].reduce((total, letter) => (total * 31 + (letter.codePointAt(0) ?? 0)) % 9973, 7);
  return (
    <span
      aria-hidden
      class={`${side} ${TINTS[sum % TINTS.length]} grid shrink-0 place-items-center rounded-full font-extrabold select-none`}
    >
      {([...name][0] ?? '?').toLocaleUpperCase()}
    </span>
  );
}
