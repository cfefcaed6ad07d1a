import { describe, expect, it } from '@jest/globals';
import type { Reading } from '#hub/contracts';
import { aDevice, Analysis, aReading, at, MINUTE } from '../testing/analysis-of.js';

const HOUR = 60 * MINUTE;
const T0 = Date.parse('2026-11-25T00:00:00+07:00');
const box = aDevice('bui-1', 'purpleair', at(0, 0), { installedAt: T0 });
const beside = aDevice('bui-2', 'sds011', at(900, 0), { installedAt: T0 });

/** Dust of the morning, each ten minutes, as two counters and a station of another model read it. */
const dust = (counters: (pm25: number) => Reading['values']) => (ts: number) => {
  if (ts % (10 * MINUTE) !== 0) return [];
  const pm25 = 40 + 8 * Math.sin(ts / HOUR);
  return [aReading(box, ts, counters(pm25)), aReading(beside, ts, { pm25: pm25 * 1.1 })];
};
const said = (analysis: Analysis) =>
  analysis.findings.flatMap(({ finding, change }) => (finding.kind === 'trust' ? [{ change, ...finding }] : []));

describe('a box with two counters', () => {
  it('of which one reads twice as much is doubted within some hours, with which one; well again, it is trusted', () => {
    const analysis = new Analysis([box, beside]);
    analysis.run(
      T0,
      T0 + 7 * HOUR,
      dust((pm25) => ({ pm25: 1.5 * pm25, pm25_a: pm25, pm25_b: 2 * pm25 })),
    );
    const [first] = said(analysis);
    expect(first).toMatchObject({
      ...{ change: 'found', target: 'bui-1', metric: 'pm25', low: true, maintenance: 'channels' },
      reasons: [{ key: 'channels', points: -45, figures: { nearer: 'A' } }],
    });
    analysis.restart();
    analysis.run(
      T0 + 7 * HOUR,
      T0 + 18 * HOUR,
      dust((pm25) => ({ pm25, pm25_a: pm25, pm25_b: 1.05 * pm25 })),
    );
    expect(said(analysis).at(-1)).toMatchObject({ id: first!.id, change: 'over' });
  });

  it('of which nothing is wrong is looked at all the same, every three hours, with its scores', () => {
    const analysis = new Analysis([box, beside]);
    analysis.run(
      T0,
      T0 + 8 * HOUR,
      dust((pm25) => ({ pm25, pm25_a: pm25, pm25_b: 1.02 * pm25 })),
    );
    const looks = analysis.looks.filter(({ device }) => device === 'bui-1');
    expect(said(analysis)).toEqual([]);
    expect(looks.map(({ scores }) => scores)).toEqual(looks.map(() => [{ metric: 'pm25', score: 100 }]));
    expect(looks.slice(1).map(({ at: then }, i) => Math.round((then - looks[i]!.at) / HOUR))).toEqual(
      looks.slice(1).map(() => 3),
    );
    expect(looks.length).toBeGreaterThanOrEqual(2);
  });

  it('of which one says nothing any more is told of, and goes on being trusted', () => {
    const analysis = new Analysis([box, beside]);
    analysis.run(
      T0,
      T0 + 8 * HOUR,
      dust((pm25) => ({ pm25, pm25_b: pm25 })),
    );
    expect(said(analysis)).toMatchObject([
      { low: false, score: 70, reasons: [{ key: 'channel-gone', figures: { gone: 'A', left: 'B', hours: 6 } }] },
    ]);
  });
});
