import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import {
  closeBin,
  feed,
  feedWind,
  type Heights,
  lookEarly,
  NOTHING_SEEN,
  plume,
  type Seen,
  type Signs,
  type SmokeRules,
  type SmokeSite,
  type SmokeState,
} from '../index.js';
import { downwind, isWithin, type Xy } from '../plane.js';

const rules = JSON.parse(readFileSync('reference/smoke.json', 'utf8')) as SmokeRules;
const HEIGHTS: Heights = { source: 10, receptor: 2 };
const MINUTE = 60_000;
const start = Date.parse('2026-06-02T15:00:00+07:00');
const site: SmokeSite = {
  season: 'red-river',
  stations: {
    a: { x: 0, y: 0 },
    b: { x: 900, y: 100 },
    c: { x: 250, y: 800 },
    d: { x: -600, y: 400 },
    e: { x: -300, y: -700 },
  },
};
const fire: Xy = { x: 350, y: -450 };

interface Minute {
  state: SmokeState;
  minute: number;
}
/** Lets minutes pass with usual air and, from minute `lit` on, smoke of 5 g/s in a swinging wind. */
function live(state: SmokeState, from: number, to: number, lit: number, told: (seen: Seen, at: Minute) => void) {
  let now = state;
  for (let minute = from; minute < to; minute++) {
    const ts = start + minute * MINUTE;
    const wind = { from: 140 + 8 * Math.sin(minute / 5), speed: 2.5 };
    for (const [id, at] of Object.entries(site.stations)) {
      const { along, across } = downwind(fire, at, wind.from);
      const smoke = minute < lit ? 0 : plume(5, wind.speed, along, across, 'D', HEIGHTS);
      const usual = 15 + (minute % 3);
      now = feed(now, id, 'pm25', ts, usual + smoke);
      now = feed(now, id, 'pm10', ts, 2 * usual + smoke / 0.9);
      now = feed(now, id, 'co', ts, 0.5 + (smoke * 102) / 6.3 / 1000);
    }
    now = feedWind(now, 'mast', ts, { ...wind, radiation: 200 });
    if (minute % 10 !== 9) continue;
    const seen = closeBin(now, start + (minute - 9) * MINUTE, site, {}, rules);
    now = seen.state;
    told(seen, { state: now, minute });
  }
  return now;
}

describe('the watch', () => {
  it('tells of one incident for all stations that smell a fire, and where it may be', () => {
    const told: Seen['incidents'][number][] = [];
    live(NOTHING_SEEN, 0, 100, 60, ({ incidents }) => told.push(...incidents));
    expect(new Set(told.map(({ incident }) => incident.id))).toEqual(new Set([`smoke-${start + 60 * MINUTE}-a`]));
    const { incident, location } = told.at(-1)!;
    expect(Object.keys(incident.stations).sort()).toEqual(['a', 'd']);
    expect(incident.grade).toBe('technical');
    expect(location.how).toBe('inversion');
    expect(isWithin(location.area!.outline, fire)).toBe(true);
    expect(incident.location).toMatchObject({ how: 'inversion', km2: location.area!.km2 });
    expect(incident.location).not.toHaveProperty('cells');
  });

  it('says nothing of clean air', () => {
    const outcomes = new Set<string>();
    const end = live(NOTHING_SEEN, 0, 60, 999, ({ verdicts, incidents, notices }) => {
      for (const { outcome } of verdicts) outcomes.add(outcome);
      expect([...incidents, ...notices]).toEqual([]);
    });
    expect([...outcomes]).toEqual(['clear']);
    expect(end.incidents).toEqual({});
  });

  it('goes on from its state as JSON as if it had never stopped', () => {
    const half = live(NOTHING_SEEN, 0, 75, 60, () => {});
    const straight = live(half, 75, 130, 60, () => {});
    const again = live(JSON.parse(JSON.stringify(half)) as SmokeState, 75, 130, 60, () => {});
    expect(again).toEqual(straight);
  });

  it('stays small, and names what changed: the rest is shared', () => {
    const week = live(NOTHING_SEEN, 0, 60 * 24 * 8, 999_999, () => {});
    for (const own of Object.values(week.stations)) expect(JSON.stringify(own).length).toBeLessThan(6000);
    expect(JSON.stringify(week.wind).length).toBeLessThan(8000);
    const fed = feed(week, 'a', 'pm25', start, 5);
    expect(fed.stations.b).toBe(week.stations.b);
    expect(fed.wind).toBe(week.wind);
    const seen = closeBin(fed, start + 8 * 24 * 60 * MINUTE, site, {}, rules);
    expect(seen.changed).toEqual(['station/a', 'station/b', 'station/c', 'station/d', 'station/e', 'wind']);
  });

  it('need not wait for the end of a bin when smoke is thick, and closes it as if nobody had looked', () => {
    const half = live(NOTHING_SEEN, 0, 67, 60, () => {});
    const early = lookEarly(half, start + 66 * MINUTE, site, {}, rules);
    expect(early.incidents.map(({ incident }) => incident.id)).toEqual([`smoke-${start + 60 * MINUTE}-a`]);
    expect(early.changed).toEqual([`incident/smoke-${start + 60 * MINUTE}-a`]);
    expect(early.state.stations).toBe(half.stations);
    expect(early.winds.at(-1)!.start).toBeGreaterThanOrEqual(start + 60 * MINUTE);
    const after = live(early.state, 67, 80, 60, () => {});
    expect(after.stations).toEqual(live(half, 67, 80, 60, () => {}).stations);
    expect(Object.keys(after.incidents)).toEqual(Object.keys(early.state.incidents));
    expect(
      lookEarly(
        live(NOTHING_SEEN, 0, 67, 999, () => {}),
        start + 66 * MINUTE,
        site,
        {},
        rules,
      ).incidents,
    ).toEqual([]);
  });

  it('counts what residents told of a place upwind, and looks for the fire where it would have looked', () => {
    const half = live(NOTHING_SEEN, 0, 79, 60, () => {});
    const closed = (reports: Signs['reports']) =>
      closeBin(half, start + 70 * MINUTE, site, reports ? { reports } : {}, rules);
    const of = (seen: Seen) => seen.verdicts.find(({ station }) => station === 'a')!.score!;
    const [alone, told, behind] = [
      closed(undefined),
      closed([{ at: fire, ts: start + 65 * MINUTE }]),
      closed([{ at: { x: -900, y: 900 }, ts: start + 65 * MINUTE }]),
    ];
    const part = (seen: Seen) => of(seen).parts.find(({ key }) => key === 'report');
    expect(part(told)).toEqual({ key: 'report', points: 15, of: 15, value: expect.closeTo(570, 0) });
    expect(of(told).total).toBe(Math.min(100, of(alone).total + 15));
    for (const seen of [alone, behind]) expect(part(seen)).toEqual({ key: 'report', points: 0, of: 15 });
    expect(told.incidents.map(({ location }) => location)).toEqual(alone.incidents.map(({ location }) => location));
  });

  it('makes nothing of what residents tell where no station smells anything', () => {
    const half = live(NOTHING_SEEN, 0, 79, 999, () => {});
    const seen = closeBin(half, start + 70 * MINUTE, site, { reports: [{ at: fire, ts: start }] }, rules);
    expect([seen.incidents, seen.notices, Object.keys(seen.state.incidents)]).toEqual([[], [], []]);
  });

  it('takes what rises everywhere for haze, and says so once a bin', () => {
    let state = live(NOTHING_SEEN, 0, 400, 99_999, () => {});
    const begin = start + 400 * MINUTE;
    for (let minute = 0; minute < 10; minute++)
      for (const id of Object.keys(site.stations))
        state = feed(state, id, 'pm25', begin + minute * MINUTE, id === 'a' ? 110 : 70);
    const seen = closeBin(state, begin, site, {}, rules);
    expect(seen.notices).toEqual([{ kind: 'haze', start: begin, rise: expect.closeTo(54, 0) }]);
    const own = seen.verdicts.find(({ station }) => station === 'a')!;
    expect(own).toMatchObject({ outcome: 'hazeNotice', because: 'candidate', suppressed: { reason: 'haze' } });
    expect(seen.incidents).toEqual([]);
  });
});
