import { describe, expect, it } from '@jest/globals';
import type { DeviceEvent, FindingOf, Metric, Quality, ReadingsItem, Source } from '#hub/contracts';
import { readReference } from '#hub/service-kit';
import { outletsOf, type WaterStandards } from '#hub/water';
import type { Known } from '../analysis.service.js';
import { aDevice, Analysis, aReading, at, MINUTE } from '../testing/analysis-of.js';
import { NO_WATERWAYS } from './waterways.js';

const HOUR = 60 * MINUTE;
/** 08:00 in Vietnam. */
const START = Date.UTC(2026, 10, 25, 1);
const standards = readReference('qcvn-water.json') as WaterStandards;

/** A noodle village whose outlet has a probe: COD up to 81 mg/l (75 × 0.9 × 1.2), pH from 6 to 9. */
const VILLAGE = {
  ...{ id: 'lang-bun', commune: '26734', version: 1, name: 'Làng bún', type: 'craft-village', ...at(0, 0) },
  ...{ canal: 'kenh', flowM3Day: 40, standard: 'QCVN40:2011', column: 'A', device: 'cua-xa' },
} as Source;
const PROBE = aDevice('cua-xa', 'water-quality', at(0, 5), { installedAt: START - 24 * HOUR });
const known = (...sources: Source[]): Known => ({
  ...{ views: [], waterways: NO_WATERWAYS },
  outlets: outletsOf(standards, sources),
});
const watching = (source: Source = VILLAGE) => new Analysis([PROBE], known(source));

type Values = Partial<Record<Metric, number>>;
interface More {
  quality?: Partial<Record<Metric, Quality>>;
  late?: boolean;
}
/** Every five minutes what stands there for it; undefined: nothing comes. */
const each = (values: readonly (Values | undefined)[], more: More = {}) => {
  return (ts: number): ReadingsItem[] => {
    const n = Math.round((ts - START) / (5 * MINUTE));
    const given = (ts - START) % (5 * MINUTE) === 0 ? values[n] : undefined;
    return given ? [aReading(PROBE, ts, given, more)] : [];
  };
};
const times = <T>(n: number, value: T): T[] => Array.from({ length: n }, () => value);
const cod = (...values: number[]): Values[] => values.map((value) => ({ ph: 7, cod: value }));
const minutes = (ms: number) => (ms - START) / MINUTE;

type Told = FindingOf<'exceedance'> & { change: string; minute: number };
const exceedances = ({ findings }: Analysis): Told[] =>
  findings.flatMap(({ finding, change, at: when }) =>
    finding.kind === 'exceedance' ? [{ ...finding, change, minute: Math.floor(minutes(when)) }] : [],
  );
const changes = (analysis: Analysis) =>
  exceedances(analysis)
    .filter(({ change }) => change !== 'changed')
    .map(({ metric, change, minute }) => `${minute} ${metric} ${change}`);
const heard = ({ events }: Analysis): DeviceEvent[] => events.filter(({ event }) => event === 'exceedance');
const play = (values: readonly (Values | undefined)[], more: More = {}, on = watching()) =>
  on.run(START, START + values.length * 5 * MINUTE + 5 * MINUTE, each(values, more));

describe('waste water that is beyond the limit of its source', () => {
  const story = [...cod(70, 90, 110, 95, 100), ...times(8, { ph: 7, cod: 60 })];
  const whole = play(story);
  const [first, ...others] = exceedances(whole);

  it('is told of after a quarter of an hour, and is over after half an hour below 95 %', () => {
    expect(changes(whole)).toEqual(['20 cod found', '55 cod over']);
    expect(first).toMatchObject({
      ...{ target: 'cua-xa', source: 'lang-bun', metric: 'cod', limit: { max: 81 }, why: 'held' },
      ...{ standard: 'QCVN40:2011', column: 'A', startedAt: START + 5 * MINUTE, severity: 'warning', value: 95 },
      worst: { value: 110, r: 110 / 81 },
    });
    expect(first!.reasons.map(({ key }) => key)).toEqual(['held-over', 'times-over', 'optical-estimate']);
    expect(others.at(-1)).toMatchObject({ id: first!.id, endedAt: START + 55 * MINUTE });
    expect(others.at(-1)!.reasons.at(-1)).toEqual({ key: 'cleared' });
  });

  it('is one occurrence to the rules, from its beginning to its end, with value, limit and standard', () => {
    const said = heard(whole);
    expect(new Set(said.map(({ eventId }) => eventId)).size).toBe(1);
    expect(said.map(({ phase }) => phase)).toEqual(['start', ...times(said.length - 2, 'update'), 'end']);
    expect(said[0]).toMatchObject({
      ...{ device: 'cua-xa', byHub: true, score: 0.6, ts: START + 20 * MINUTE },
      beyond: { metric: 'cod', since: START + 5 * MINUTE, value: 95, peak: 110, limit: 81, side: 'above' },
    });
    expect(said[0]!.beyond!.limitOf).toEqual({ vi: 'QCVN 40:2011, cột A', en: 'QCVN 40:2011, column A' });
    const stamps = said.map(({ ts }) => ts);
    expect(stamps).toEqual([...new Set(stamps)].sort((a, b) => a - b));
  });

  it('is one for each parameter, and a range is passed on the side where it is', () => {
    const acid = play([...times(4, { ph: 5, cod: 100 }), ...times(8, { ph: 7, cod: 100 })]);
    expect(changes(acid)).toEqual(['15 ph found', '15 cod found', '50 ph over']);
    const ph = heard(acid).find(({ beyond }) => beyond?.metric === 'ph');
    expect(ph).toMatchObject({ score: 0.6, beyond: { limit: 6, side: 'below', value: 5 } });
  });

  it('gets worse in severity, and what is told then is the same matter', () => {
    const worse = play(cod(...times(4, 85), ...times(4, 120), ...times(4, 400)));
    expect([...new Set(heard(worse).map(({ score }) => score))]).toEqual([0.4, 0.6, 0.8]);
    expect(new Set(exceedances(worse).map(({ id }) => id)).size).toBe(1);
  });

  it('is told of where the mean of an hour is over, though no quarter of an hour was', () => {
    const wavy = cod(...Array.from({ length: 12 }, (_, i) => (i % 3 === 2 ? 60 : 100)));
    expect(exceedances(play(wavy))[0]).toMatchObject({ change: 'found', why: 'hourly-mean' });
  });
});

describe('an outlet that two sources share', () => {
  it('is held against whichever allows less, as one matter', () => {
    const strict = { ...VILLAGE, id: 'lo-mo', flowM3Day: 600 } as Source;
    const shared = new Analysis([PROBE], known(VILLAGE, strict));
    const found = exceedances(play(cod(...times(6, 70)), {}, shared));
    expect(new Set(found.map(({ id, source }) => `${id} ${source}`)).size).toBe(1);
    expect(found[0]).toMatchObject({ source: 'lo-mo', limit: { max: 67.5 } });
  });
});

describe('what is no exceedance', () => {
  const over = cod(...times(12, 200));
  it.each(['suspect', 'calibrating', 'fault'] as const)('values that are %s', (quality) => {
    expect(exceedances(play(over, { quality: { cod: quality } }))).toEqual([]);
  });
  it('values that came late, of a source that is closed, of one without a standard', () => {
    expect(exceedances(play(over, { late: true }))).toEqual([]);
    expect(exceedances(play(over, {}, watching({ ...VILLAGE, closed: true })))).toEqual([]);
    const { standard: _, ...plain } = VILLAGE;
    expect(exceedances(play(over, {}, watching(plain)))).toEqual([]);
  });
  it('what a probe measures in the receiving water', () => {
    const { device: _, ...plain } = VILLAGE;
    const at = (place: 'outlet' | 'receiving') =>
      watching({ ...plain, points: [{ name: 'Cầu Sỏi', place, device: 'cua-xa' }] });
    expect(exceedances(play(over, {}, at('receiving')))).toEqual([]);
    expect(changes(play(over, {}, at('outlet')))).toEqual(['15 cod found']);
  });
  it('what a device measures that is not installed', () => {
    const repaired = new Analysis([{ ...PROBE, state: 'maintenance' } as typeof PROBE], known(VILLAGE));
    expect(exceedances(play(over, {}, repaired))).toEqual([]);
  });
});

describe('an exceedance of which nothing sound is heard any more', () => {
  it('is over after an hour, and ended when it was known last', () => {
    const gone = play([...cod(...times(6, 100)), ...times(16, undefined)]);
    const last = exceedances(gone).at(-1)!;
    expect(last).toMatchObject({ change: 'over', endedAt: START + 30 * MINUTE });
    expect(last.reasons.at(-1)).toEqual({ key: 'no-sound-values' });
    expect(last.minute).toBe(90);
  });
  it('is over as soon as its probe is doubted, and that is no evidence', () => {
    // stands still to the last digit, for a day and a half
    const stuck = watching().run(START, START + 30 * HOUR, (ts) =>
      (ts - START) % (5 * MINUTE) === 0 ? [aReading(PROBE, ts, { ph: 9.7, ec: 1 + Math.sin(ts / HOUR) / 5 })] : [],
    );
    const doubted = stuck.findings.find(({ finding }) => finding.kind === 'trust' && finding.metric === 'ph')!;
    expect(doubted).toMatchObject({ finding: { low: true } });
    const over = exceedances(stuck).filter(({ change }) => change === 'over');
    expect(over).toHaveLength(1);
    expect(over[0]!.reasons.at(-1)).toEqual({ key: 'probe-doubted' });
    expect(over[0]!.endedAt! - doubted.at).toBeLessThanOrEqual(MINUTE);
    expect(exceedances(stuck).filter(({ change }) => change === 'found')).toHaveLength(1);
  });
  it('is over when its source or its limit is no more', () => {
    const changed = play(cod(...times(6, 100)));
    changed.know(known({ ...VILLAGE, closed: true }));
    changed.run(START + 40 * MINUTE, START + 45 * MINUTE, () => []);
    expect(exceedances(changed).at(-1)!.reasons.at(-1)).toEqual({ key: 'limit-gone' });
    expect(heard(changed).at(-1)!.phase).toBe('end');
  });
});

describe('the story with the hub killed in between', () => {
  const story = [...cod(70, 90, 110, 95, 100, 190, 200, 180), ...times(8, { ph: 7, cod: 60 }), ...cod(90, 90, 90, 90)];
  const whole = play(story);
  const told = (analysis: Analysis) => JSON.stringify([exceedances(analysis), heard(analysis)]);

  it('is the same with a restart at any minute, before the registry is looked at again', () => {
    for (let minute = 1; minute < story.length * 5; minute += 3) {
      const broken = watching();
      broken.run(START, START + story.length * 5 * MINUTE + 5 * MINUTE, (ts) => {
        if (minutes(ts) === minute) broken.restart({ looks: false });
        return each(story)(ts);
      });
      expect(told(broken)).toBe(told(whole));
    }
  });

  it('is the same where commits fail and batches come again', () => {
    const broken = watching();
    for (let ts = START; ts < START + story.length * 5 * MINUTE + 5 * MINUTE; ts += MINUTE) {
      const batch: ReadingsItem[] = [...each(story)(ts), { type: 'tick', received: ts + MINUTE / 2, clock: 'ok' }];
      if (minutes(ts) % 4 === 0) broken.take(batch, true);
      broken.take(batch);
    }
    expect(told(broken)).toBe(told(whole));
  });
});
