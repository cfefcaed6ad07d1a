import { describe, expect, it } from '@jest/globals';
import type { Canal, FindingOf, Plot, ReadingsItem, Source, Structure } from '#hub/contracts';
import { aDevice, Analysis, aReading, at, MINUTE } from '../testing/analysis-of.js';
import { waterwaysOf } from './waterways.js';

const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** 06:00 in Vietnam. */
const MORNING = Date.UTC(2026, 9, 5, 23);
const base = { commune: '26734', version: 1 };

/** A canal that flows east: a village above, a noodle maker and a farm beside it, a station, a gate, a block. */
const node = (id: string, x: number) => ({ id, ...at(x, 0) }) as Canal['nodes'][number];
const CANAL: Canal = {
  ...{ ...base, id: 'kenh', name: 'Kênh Giữa' },
  nodes: [node('a', 0), node('b', 1000), node('c', 2000), node('d', 3000)],
  reaches: ['ab', 'bc', 'cd'].map((id) => ({ id, from: id[0]!, to: id[1]!, lengthM: 1000, travelMin: 40 })),
};
const source = (id: string, type: Source['type'], of: string): Source =>
  ({ ...base, id, name: id, type, ...at(0, 0), canal: 'kenh', node: of }) as Source;
const SOURCES = [
  source('lo-bun', 'craft-village', 'b'),
  source('ao-ca', 'aquaculture', 'a'),
  source('cho', 'domestic', 'd'),
];
const GATE = {
  ...base,
  id: 'cong',
  name: 'Cống',
  type: 'gate',
  ...at(2900, 0),
  canal: 'kenh',
  node: 'd',
  block: 'k',
} as Structure;
const PLOT = { ...base, id: 'thua-1', crop: 'rice', areaM2: 1800, block: 'k' } as Plot;

const CALIBRATED = { installedAt: MORNING - 10 * DAY };
const UP = aDevice('nuoc-tren', 'water-quality', at(500, 0), CALIBRATED);
const DOWN = aDevice('nuoc-duoi', 'water-quality', at(2000, 10), CALIBRATED);
const waterways = waterwaysOf(
  { canals: [CANAL], structures: [GATE], plots: [PLOT], sources: SOURCES, records: [] },
  MORNING,
);
const watching = () => new Analysis([UP, DOWN], { views: [], waterways });

/** Five days of clean water; on the last morning somebody lets waste out below the upper station for an hour and a half. */
function water(ts: number, { pours = true, spoilt = false, silent = false } = {}): ReadingsItem[] {
  if (Math.round(ts / MINUTE) % 5 !== 0) return [];
  const sun = Math.sin(((((ts / HOUR + 7) % 24) - 6) / 12) * Math.PI);
  const part = pours
    ? Math.max(0, Math.min(1, (ts - MORNING) / (20 * MINUTE), (MORNING + 100 * MINUTE - ts) / (20 * MINUTE)))
    : 0;
  const clean = {
    ec: 0.5 + 0.01 * sun,
    do: 6 + 0.6 * sun,
    ph: 7.2 + 0.05 * sun,
    turbidity: 30,
    nh4_n: 0.4,
    water_temperature: 27,
  };
  if (silent) return [aReading(UP, ts, clean)];
  return [
    aReading(UP, ts, clean),
    aReading(
      DOWN,
      ts,
      {
        ...{ ec: clean.ec + 0.35 * part, do: clean.do - 4 * part, ph: clean.ph - 1.2 * part },
        ...{ turbidity: 30 + 70 * part, nh4_n: 0.4 + 1.5 * part, water_temperature: 27 + 0.3 * part },
      },
      spoilt ? { quality: { ec: 'fault', do: 'fault', ph: 'fault' } } : {},
    ),
  ];
}
const discharges = ({ findings }: Analysis) =>
  findings.flatMap(({ finding, change }) => (finding.kind === 'discharge' ? [{ ...finding, change }] : []));

describe('waste that is let into a canal', () => {
  const whole = watching().run(MORNING - 5 * DAY, MORNING + 4 * HOUR, (ts) => water(ts));
  const found = discharges(whole);
  const worst = found.reduce((a, b) => (b.score >= a.score ? b : a)) as FindingOf<'discharge'>;

  it('is seen within half an hour, is one matter, and over an hour after the water is clean', () => {
    expect(new Set(found.map(({ id }) => id)).size).toBe(1);
    expect(found[0]!.updatedAt - MORNING).toBeLessThanOrEqual(30 * MINUTE);
    expect([found[0]!.change, found.at(-1)!.change]).toEqual(['found', 'over']);
    expect(found.at(-1)!.endedAt! - MORNING).toBeLessThanOrEqual(2 * HOUR);
    expect(found.at(-1)!.reasons.at(-1)).toEqual({ key: 'clean' });
    expect(whole.events[0]).toMatchObject({ device: 'nuoc-duoi', event: 'discharge', phase: 'start', byHub: true });
    expect(whole.events.at(-1)).toMatchObject({ phase: 'end', ts: found.at(-1)!.endedAt! + 1 });
    expect(Math.max(...whole.events.map(({ score }) => score!))).toBeGreaterThanOrEqual(0.6);
  });

  it('has a score that its reasons add up to, however often it is told anew', () => {
    for (const { score, reasons } of found) {
      const points = reasons.reduce((sum, { points: some = 0 }) => sum + some, 0);
      expect(Math.abs(Math.min(100, points) - score)).toBeLessThanOrEqual(1);
    }
  });

  it('comes from where water reaches the station from, below the one that stayed clean', () => {
    expect(worst.sources.map(({ source: id }) => id)).toEqual(['lo-bun', 'ao-ca']);
    expect(worst.sources[0]!.share).toBeGreaterThan(0.6);
    expect(worst.sources[0]).toMatchObject({ minutes: 40 });
    expect(worst.sources[0]!.reasons.length).toBeGreaterThan(2);
    const reasons = new Set(found.flatMap((one) => one.reasons.map(({ key }) => key)));
    expect([...reasons]).toEqual(expect.arrayContaining(['ec-rise', 'do-drop', 'ph-step']));
  });

  it('goes to the plots below, at a time, and a gate keeps it from them', () => {
    const [plot] = worst.plots;
    expect(plot).toMatchObject({ plot: 'thua-1', estimated: false });
    expect(Math.abs(plot!.at - (MORNING + 50 * MINUTE))).toBeLessThanOrEqual(20 * MINUTE);
    expect(worst.gates).toEqual([expect.objectContaining({ structure: 'cong', plots: 1 })]);
  });

  it('is the same story with the hub restarted in between', () => {
    const broken = watching();
    let n = 0;
    broken.run(MORNING - 5 * DAY, MORNING + 4 * HOUR, (ts) => {
      // after a look was kept, and before the next value
      if (ts > MORNING - HOUR && ++n % 10 === 6) broken.restart();
      return water(ts);
    });
    expect(discharges(broken).map(({ id, change }) => [id, change])[0]).toEqual([found[0]!.id, 'found']);
    expect(discharges(broken).at(-1)).toMatchObject({ change: 'over', target: 'nuoc-duoi' });
  });
});

describe('a station that falls silent while waste passes', () => {
  const gone = MORNING + 40 * MINUTE;
  const until = (back: number, end: number, pours = true) =>
    watching().run(MORNING - 5 * DAY, end, (ts) =>
      water(ts, { silent: ts >= gone && ts < back, pours: pours || ts < gone }),
    );
  const ends = (analysis: Analysis) => analysis.events.filter(({ phase }) => phase === 'end');

  it('is lost after an hour: nobody says that it is over', () => {
    const analysis = until(Number.POSITIVE_INFINITY, MORNING + 14 * HOUR);
    const all = discharges(analysis);
    expect(all.at(-1)).toMatchObject({ change: 'over', lost: true, endedAt: all.at(-2)!.updatedAt });
    expect(all.filter(({ change }) => change === 'over')).toHaveLength(1);
    expect(all.at(-1)!.reasons.at(-1)).toEqual({ key: 'signal-lost' });
    expect(ends(analysis)).toEqual([expect.objectContaining({ lost: true, ts: all.at(-1)!.updatedAt + 1 })]);
    const told = analysis.findings.filter(({ finding }) => finding.kind === 'discharge').at(-1)!;
    expect(told.at - gone).toBeLessThanOrEqual(70 * MINUTE);
  });

  it('and comes back clean: it is over, when the water was clean again', () => {
    const back = MORNING + 5 * HOUR;
    const analysis = until(back, MORNING + 8 * HOUR);
    const [lost, over] = discharges(analysis).filter(({ change }) => change === 'over');
    expect(lost).toMatchObject({ lost: true });
    expect(over).toMatchObject({ id: lost!.id, endedAt: back });
    expect(over).not.toHaveProperty('lost');
    expect(over!.reasons.filter(({ points }) => points === undefined).map(({ key }) => key)).toEqual(['clean']);
    expect(ends(analysis)).toHaveLength(1);
  });

  it('for minutes alone is not lost', () => {
    const analysis = until(gone + 20 * MINUTE, MORNING + 4 * HOUR);
    const over = discharges(analysis).filter(({ change }) => change === 'over');
    expect(over).toHaveLength(1);
    expect(over[0]!.reasons.at(-1)).toEqual({ key: 'clean' });
    expect(ends(analysis)).toEqual([expect.not.objectContaining({ lost: true })]);
  });

  it('is the same with the hub restarted in between', () => {
    const analysis = watching();
    let n = 0;
    analysis.run(MORNING - 5 * DAY, MORNING + 8 * HOUR, (ts) => {
      if (ts > MORNING - HOUR && ++n % 10 === 6) analysis.restart();
      return water(ts, { silent: ts >= gone && ts < MORNING + 5 * HOUR });
    });
    const over = discharges(analysis).filter(({ change }) => change === 'over');
    expect(over.map(({ lost = false }) => lost)).toEqual([true, false]);
  });
});

describe('clean water, and water of which nothing is known', () => {
  it('say nothing', () => {
    const quiet = watching().run(MORNING - 5 * DAY, MORNING + 3 * HOUR, (ts) => water(ts, { pours: false }));
    const broken = watching().run(MORNING - 5 * DAY, MORNING + 3 * HOUR, (ts) =>
      water(ts, { spoilt: ts > MORNING - HOUR }),
    );
    expect([discharges(quiet), discharges(broken)]).toEqual([[], []]);
  });
  it('off any canal has no suspects, and says why', () => {
    const nowhere = new Analysis([UP, DOWN], { views: [], waterways: { ...waterways, canals: [] } });
    nowhere.run(MORNING - 5 * DAY, MORNING + 2 * HOUR, (ts) => water(ts));
    const [finding] = discharges(nowhere);
    expect(finding).toMatchObject({ sources: [], plots: [], gates: [] });
    expect(finding!.reasons.map(({ key }) => key)).toContain('anomaly-not-on-a-canal');
  });
});

describe('a probe that stands still', () => {
  const trust = ({ findings }: Analysis) =>
    findings.flatMap(({ finding, change }) => (finding.kind === 'trust' ? [{ ...finding, change }] : []));

  it('is doubted within the day, with the reason and what to do, and is well again when it moves', () => {
    const stuck = watching();
    stuck.run(MORNING - 2 * DAY, MORNING + 30 * HOUR, (ts) =>
      water(ts, { pours: false }).map((item) =>
        item.type === 'reading' && item.device === 'nuoc-duoi' && ts < MORNING
          ? { ...item, values: { ...item.values, ph: 7.31 } }
          : item,
      ),
    );
    const told = trust(stuck).filter(({ target, metric }) => target === 'nuoc-duoi' && metric === 'ph');
    expect(told[0]).toMatchObject({ change: 'found', low: true });
    expect(told[0]!.reasons[0]!.key).toBe('stuck');
    expect(told[0]!.maintenance).toBe('stuck');
    expect(told.some(({ low }, i) => i > 0 && !low)).toBe(true);
    expect(trust(stuck).filter(({ target, low }) => target === 'nuoc-tren' && low)).toEqual([]);
  });
});
