import { describe, expect, it } from '@jest/globals';
import type { Alert, Metric } from '#hub/contracts';
import type { ReadPoint } from '../../live/readings.js';
import { aDevice, anAlert, anIncident, aProfile, NOON } from '../../testing.js';
import { mattersOf } from '../alerts/matters.js';
import { stationsOf, valueState } from '../stations/station-state.js';
import { frameTime, lastIncident, REPLAY_MS, spanOf } from './incident-span.js';
import { knownBy } from './load-past.js';
import { mustReturn } from './must-return.js';
import { liveAt, type PastOfWall } from './wall-at.js';
import { wantedSeries } from './wanted-series.js';

const MINUTE = 60_000;
const STEP = 5000;
const BEGUN = NOON - 60 * MINUTE;

/** A fire of an hour ago: seen after one minute, accepted after five, over after twenty. */
const fire = (over: Partial<Alert> = {}) =>
  anAlert({
    state: 'returned',
    startedAt: BEGUN,
    learntAt: BEGUN + MINUTE,
    endedAt: BEGUN + 19 * MINUTE,
    updatedAt: BEGUN + 20 * MINUTE,
    acknowledgement: { by: 'Trực ban', at: BEGUN + 5 * MINUTE },
    ...over,
  });
const fireEvents = [
  { change: 'opened', at: BEGUN + MINUTE },
  { change: 'acknowledged', at: BEGUN + 5 * MINUTE },
  { change: 'returned', at: BEGUN + 20 * MINUTE },
];
const points = (...values: [minute: number, value: number][]): ReadPoint[] =>
  values.map(([minute, value]) => ({ time: BEGUN + minute * MINUTE, value }));
const past = (over: Partial<PastOfWall> = {}): PastOfWall => ({
  alerts: [knownBy(fire(), fireEvents)],
  incidents: [],
  readings: new Map(),
  stepMs: STEP,
  ...over,
});
const pm25 = (byDevice: Record<string, ReadPoint[]>): PastOfWall['readings'] =>
  new Map(Object.entries(byDevice).map(([device, p]) => [device, new Map<Metric, ReadPoint[]>([['pm25', p]])]));

describe('the last incident', () => {
  it('is the newest that was worth a warning, not the sensor that fell silent since', () => {
    const silent = anAlert({ id: 'silent', severity: 'watch', startedAt: NOON - MINUTE, facts: {} });
    expect(lastIncident([silent, fire()])?.id).toBe(fire().id);
    expect(lastIncident([silent])?.id).toBe('silent');
    expect(lastIncident([])).toBeUndefined();
  });
  it('is none that late data told of when it was over', () => {
    expect(lastIncident([fire({ backdated: true })])).toBeUndefined();
  });
  it('is shown from some minutes before it until it was over', () => {
    const { from, to } = spanOf(fire(), [fire()], NOON);
    expect(BEGUN - from).toBeGreaterThanOrEqual(2 * MINUTE);
    expect(to).toBeGreaterThan(BEGUN + 20 * MINUTE);
    expect(to).toBeLessThan(BEGUN + 25 * MINUTE);
  });
  it('goes on until now while it is not over', () => {
    const { to, stepMs } = spanOf(anAlert(), [anAlert()], NOON);
    expect(NOON - to).toBeLessThan(stepMs);
  });
  it('counts stations in the same smoke as one, and another matter at the same time not', () => {
    const second = fire({ id: 'b', key: 'b', target: 'air-2', startedAt: BEGUN - 3 * MINUTE });
    const salt = fire({ id: 's', key: 's', facts: { metric: 'salinity', value: 2 }, startedAt: BEGUN - 30 * MINUTE });
    const alone = spanOf(fire(), [fire(), salt], NOON);
    const both = spanOf(fire(), [fire(), second, salt], NOON);
    expect(alone.from).toBeGreaterThan(BEGUN - 10 * MINUTE);
    expect(both.from).toBeLessThan(alone.from - 2 * MINUTE);
  });
  it('is pressed into a minute, whatever its length', () => {
    const week = fire({ startedAt: NOON - 7 * 24 * 60 * MINUTE });
    for (const span of [spanOf(fire(), [], NOON), spanOf(week, [], NOON)]) {
      expect(frameTime(span, 0)).toBe(span.from);
      expect(frameTime(span, REPLAY_MS)).toBe(span.to);
      expect((span.to - span.from) / span.stepMs).toBeLessThanOrEqual(240);
    }
  });
});

describe('the wall as it was', () => {
  const at = (minute: number, from = past()) => liveAt(from, BEGUN + minute * MINUTE);

  it('has an alert from when the hub learnt of it until it was over, accepted when somebody had accepted it', () => {
    expect(at(0.5).alerts.size).toBe(0);
    expect([...at(2).alerts.values()]).toMatchObject([{ state: 'unacknowledged', acknowledgement: undefined }]);
    expect([...at(6).alerts.values()]).toMatchObject([{ state: 'acknowledged' }]);
    expect(at(21).alerts.size).toBe(0);
    expect(at(21).ended).toMatchObject([{ state: 'returned' }]);
  });
  it('has one card for an incident, as it was before somebody took, judged or put it aside', () => {
    const by = { by: 'Trực ban', at: BEGUN + 5 * MINUTE };
    const verdict = { ...by, kind: 'resolved', at: BEGUN + 15 * MINUTE } as const;
    const two = ['a', 'b'].map((id) => knownBy(fire({ id, target: id, incident: 'fire', verdict }), fireEvents));
    const incidents = [
      anIncident({ id: 'fire', lead: 'b', openedAt: BEGUN + MINUTE, state: 'closed', acknowledgement: by, verdict }),
    ];
    const cards = (minute: number) => {
      const time = BEGUN + minute * MINUTE;
      return mattersOf(liveAt(past({ alerts: two, incidents }), time), time);
    };
    expect(cards(0.5)).toEqual([]);
    expect(cards(2)).toMatchObject([{ id: 'b', state: 'unacknowledged', matter: { id: 'fire', devices: 2 } }]);
    expect(cards(6)).toMatchObject([{ state: 'acknowledged', acknowledgement: by }]);
    expect(cards(16)).toMatchObject([{ state: 'acknowledged', matter: { settles: true } }]);
    expect(cards(21)).toEqual([]);
  });
  it('has the children of an outage apart until it was known', () => {
    const child = fire({ incident: 'outage', facts: {}, suppressed: { by: 'outage', at: BEGUN + 3 * MINUTE } });
    const incidents = [anIncident({ id: 'outage', lead: child.id, openedAt: BEGUN + 3 * MINUTE, state: 'closed' })];
    const then = (minute: number) =>
      liveAt(past({ alerts: [knownBy(child, fireEvents)], incidents }), BEGUN + minute * MINUTE);
    expect([...then(2).alerts.values()][0]!.suppressed).toBeUndefined();
    expect(then(2).incidents.size).toBe(0);
    expect(mattersOf(then(4), BEGUN + 4 * MINUTE)).toMatchObject([{ matter: { id: 'outage' } }]);
  });
  it('shows the value of that moment on the card, never what came later', () => {
    const readings = pm25({ 'air-1': points([1, 40], [3, 120], [10, 96]) });
    const value = (minute: number) => [...at(minute, past({ readings })).alerts.values()][0]!.facts.value;
    expect([value(2), value(4), value(11)]).toEqual([40, 120, 96]);
  });
  it('holds smoke against what the neighbours had then', () => {
    const readings = pm25({
      'air-1': points([1, 90]),
      a: points([1, 10]),
      b: points([1, 14]),
      c: points([1, 30]),
    });
    expect([...at(2, past({ readings })).alerts.values()][0]!.facts.background).toBe(14);
  });
  it('has no value on the card where history has none', () => {
    expect([...at(2).alerts.values()][0]!.facts.value).toBeUndefined();
  });
  it('does not know a reading before its bin is over', () => {
    const readings = pm25({ 'air-1': points([1, 40]) });
    expect(liveAt(past({ readings }), BEGUN + MINUTE + STEP - 1).latest.size).toBe(0);
    expect(liveAt(past({ readings }), BEGUN + MINUTE + STEP).latest.get('air-1')?.pm25?.value).toBe(40);
  });
  it('takes nothing from the present: a station without history is unknown, one that fell silent was silent', () => {
    const readings = pm25({ 'air-1': points([0, 20]) });
    const stations = stationsOf({
      devices: [aDevice(), aDevice({ id: 'air-2' })],
      profiles: [aProfile()],
      live: at(10, past({ readings, alerts: [] })),
      now: BEGUN + 10 * MINUTE,
      replayed: true,
    });
    expect(stations.map((s) => s.absence?.why)).toEqual(['silent', 'no-history']);
    expect(stations.map((s) => s.mark)).toEqual(['stale', 'off']);
    expect(valueState(stations[1]!, 'pm25', BEGUN)).toMatchObject({ absence: { why: 'no-history' } });
  });
  it('says what a camera had reported, without a picture: none is kept', () => {
    const seen = fire({ target: 'cam-1', facts: { event: 'smoke' } });
    const { cameras } = at(2, past({ alerts: [knownBy(seen, fireEvents)] }));
    expect(cameras).toEqual([{ camera: 'cam-1', event: 'smoke', ts: BEGUN + MINUTE, zones: [] }]);
  });
  it('knows nothing of how the hub was', () => {
    expect(at(2).status).toBeUndefined();
  });
});

describe('what is asked for', () => {
  const devices = ['a', 'b', 'c', 'd', 'e'].map((id, i) => aDevice({ id, lat: 20 + i / 100, lon: 106 }));
  const profiles = [aProfile({ metrics: { pm25: {}, temperature: {}, humidity: {}, battery: {} } })];
  it('is everything of the stations concerned, first, and of the others what the wall shows', () => {
    const wanted = wantedSeries({ devices, profiles, latest: new Map(), concerned: ['e'] });
    expect(wanted.slice(0, 4).map((w) => w.device)).toEqual(['e', 'e', 'e', 'e']);
    expect(wanted[4]!.device).toBe('d');
    expect(wanted.filter((w) => w.metric === 'pm25')).toHaveLength(5);
    expect(wanted.filter((w) => w.metric === 'temperature').map((w) => w.device)).toEqual(['e', 'c', 'b', 'a']);
  });
  it('leaves out what a model could measure and a station does not', () => {
    const latest = new Map([['a', { temperature: { value: 20, ts: 0, received: 0 } }]]);
    const wanted = wantedSeries({ devices: devices.slice(0, 1), profiles, latest, concerned: [] });
    expect(wanted).toEqual([{ device: 'a', metric: 'temperature' }]);
  });
});

describe('the live wall', () => {
  const alerts = (...list: Alert[]) => new Map(list.map((a) => [a.id, a]));
  const before = new Set(['old']);
  it('comes back for an alert that nobody has accepted yet', () => {
    expect(mustReturn(alerts(anAlert({ id: 'old' })), before, 'live')).toBeUndefined();
    expect(mustReturn(alerts(anAlert({ id: 'old' }), anAlert({ id: 'new' })), before, 'live')).toBe('new-alert');
    expect(mustReturn(alerts(anAlert({ id: 'new', state: 'acknowledged' })), before, 'live')).toBeUndefined();
  });
  it('stays while an emergency waits, and comes back when the line is lost', () => {
    expect(mustReturn(alerts(anAlert({ id: 'old', severity: 'emergency' })), before, 'live')).toBe('emergency');
    expect(mustReturn(alerts(), before, 'lost')).toBe('lost');
  });
});
