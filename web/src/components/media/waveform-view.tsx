import { BARS, type Waveform } from '../../voice/waveform';

/** How loud a recording is, from left to right: what was heard of it, a share from 0 to 1, stands out. */
export function WaveformView({ waveform, share }: { waveform: Waveform; share: number }) {
  const bars = (
    <path
      d={waveform.path}
      vector-effect="non-scaling-stroke"
      stroke="currentColor"
      stroke-width="1.5"
      stroke-linecap="round"
    />
  );
  const box = { viewBox: `0 0 ${BARS} 2`, preserveAspectRatio: 'none', class: 'absolute inset-0 size-full' } as const;
  return (
    <span aria-hidden class="absolute inset-0">
      <span class="absolute inset-0 text-ink/35 forced-colors:text-[GrayText]">
        <svg aria-hidden="true" {...box}>
          {bars}
        </svg>
      </span>
      <span
        class="absolute inset-0 text-accent forced-colors:text-[Highlight]"
        style={{ clipPath: `inset(0 ${(1 - share) * 100}% 0 0)` }}
      >
        <svg aria-hidden="true" {...box}>
          {bars}
        </svg>
      </span>
    </span>
  );
}
