import { describe, expect, it } from 'vitest';
import { BARS, Waveform, Waveforms } from '../../src/voice/waveform';

describe('a waveform', () => {
  it('has a bar for each share of the samples, as loud as the loudest in it, either way', () => {
    const samples = new Float32Array(BARS * 100);
    samples[150] = -0.4;
    samples[BARS * 100 - 1] = 0.2;
    const { bars } = Waveform.of(samples);
    expect(bars).toHaveLength(BARS);
    expect(bars[1]).toBe(1);
    expect(bars.at(-1)).toBeCloseTo(0.5);
    expect(bars.filter((bar) => bar > 0)).toHaveLength(2);
  });

  it.each([0, 1, BARS - 1])('is drawn of %s samples, and of silence', (length) => {
    const { bars, path } = Waveform.of(new Float32Array(length));
    expect(bars).toEqual(new Array(BARS).fill(0));
    expect(path).not.toContain('NaN');
  });

  it('is kept for the latest recordings alone', () => {
    const waveforms = new Waveforms();
    for (let i = 0; i <= 200; i++) waveforms.keep(String(i), Waveform.unknown);
    expect(waveforms.get('0')).toBeUndefined();
    expect(waveforms.get('1')).toBe(Waveform.unknown);
    expect(waveforms.get('200')).toBe(Waveform.unknown);
  });
});
