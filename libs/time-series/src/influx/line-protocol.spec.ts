import { describe, expect, it } from '@jest/globals';
import type { Point } from '../time-series.js';
import { Tally } from '../bins/tally.js';
import { LineBuffer } from './line-buffer.js';
import { PointLines, rollupLine } from './line-protocol.js';

const point = (more: Partial<Point> = {}): Point => ({
  kind: 'air',
  commune: '00001',
  device: 'air-1',
  ts: 1_772_582_400_000,
  received: 1_772_582_401_500,
  values: { pm25: 12.5 },
  simulated: false,
  ...more,
});

describe('lines of points', () => {
  const lines = new PointLines();
  const written = (write: (out: LineBuffer) => void) => {
    const out = new LineBuffer();
    write(out);
    return out.take().toString();
  };
  const line = (p: Point) => written((out) => lines.line(p, () => false, out));

  it('hold values, and name the quality of what is not good', () => {
    expect(line(point({ values: { pm25: 12.5, co: 1 }, quality: { co: 'suspect' } }))).toBe(
      'air,commune=00001,device=air-1 pm25=12.5,co=1,co_q="suspect" 1772582400000',
    );
  });

  it('tell when they came where that was later than a minute', () => {
    expect(line(point({ received: 1_772_582_460_000 }))).not.toContain('received');
    expect(line(point({ received: 1_772_582_460_001 }))).toContain(',received=1772582460001i 1772582400000');
  });

  it('take back the mark of a value that is good now, and of no other', () => {
    const twice = point({ values: { pm25: 12.5, co: 1 } });
    const marked = written((out) => lines.line(twice, (_, metric) => metric === 'co', out));
    expect(marked).toContain(' pm25=12.5,co=1,co_q="good" ');
  });

  it('give the marks alone, of values that are there', () => {
    const quality = { co: 'suspect', ph: 'missing' } as const;
    expect(written((out) => lines.marks(point({ values: { pm25: 12.5, co: 1 }, quality }), out))).toBe(
      'air,commune=00001,device=air-1 co_q="suspect" 1772582400000',
    );
  });

  it('mark what is simulated', () => {
    expect(line(point({ simulated: true }))).toContain(',simulated=t 1772582400000');
  });

  it('follow a device that changes its kind or its commune', () => {
    expect(line(point({ kind: 'weather' }))).toMatch(/^weather,commune=00001,device=air-1 /);
    expect(line(point({ commune: '00002' }))).toMatch(/^air,commune=00002,device=air-1 /);
    expect(line(point())).toMatch(/^air,commune=00001,device=air-1 /);
  });

  it('escape names', () => {
    expect(line(point({ kind: 'a b', device: 'c,d=e f' }))).toMatch(/^a\\ b,commune=00001,device=c\\,d\\=e\\ f /);
  });
});

describe('lines of rollups', () => {
  const series = { kind: 'air', commune: '00001', device: 'air-1' };
  it('tell what an hour held, and nothing of good values where there were none', () => {
    const good = new Tally('all');
    for (const value of [1, 2, 6]) good.add(value, 0);
    good.add(99, 1);
    const bad = new Tally('all');
    bad.add(5, 3);
    const metrics = new Map([
      ['pm25', good.rollup(0)],
      ['co', bad.rollup(0)],
    ]);
    expect(rollupLine(series, 7_200_000, metrics)).toBe(
      'air_1h,commune=00001,device=air-1 ' +
        'pm25_count=4i,pm25_good=3i,pm25_q="suspect",pm25_sum=9,pm25_min=1,pm25_max=6,pm25_last=6,pm25_median=2,' +
        'co_count=1i,co_good=0i,co_q="fault" 7200000',
    );
  });
});
