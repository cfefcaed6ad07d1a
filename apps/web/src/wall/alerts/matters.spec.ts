import { describe, expect, it } from '@jest/globals';
import type { Alert, FindingSketch, Incident, LatestValue } from '#hub/contracts';
import { anAlert, anIncident, aValue, NOON } from '../../testing.js';
import { mattersOf } from './matters.js';

const MINUTE = 60_000;
const escalations = new Map([['calls', { incident: 'calls', policy: 'p', step: 0, nextAt: NOON + MINUTE, at: NOON }]]);
const byId = <T extends { id: string }>(all: readonly T[]) => new Map(all.map((one) => [one.id, one]));
const matters = (alerts: Alert[], incidents: Incident[] = [], now = NOON, found: FindingSketch[] = []) =>
  matterAt({ alerts, incidents, found }, now);
/** With what a station reads. */
const matterAt = (
  known: { alerts: Alert[]; incidents?: Incident[]; found?: FindingSketch[]; reads?: Record<string, LatestValue> },
  now = NOON,
) => {
  const { alerts, incidents = [], found = [], reads = {} } = known;
  const latest = new Map(Object.entries(reads).map(([device, pm25]) => [device, { pm25 }]));
  return mattersOf(
    { alerts: byId(alerts), incidents: byId(incidents), escalations, findings: byId(found), latest },
    now,
  );
};
const smelt = (over: Partial<FindingSketch> = {}): FindingSketch => ({
  ...{ id: 'f', kind: 'burning', commune: '10807', target: 'air-1', targets: ['air-1', 'air-2'], score: 64 },
  ...{ startedAt: NOON - 12 * MINUTE, updatedAt: NOON, simulated: false, pm25: { value: 96, background: 22 } },
  ...over,
});
const hanh = { by: 'Hạnh', at: NOON };

describe('what is a matter on the wall', () => {
  it('is one for each incident, in the words of the incident, with how many boxes are behind it', () => {
    const alerts = Array.from({ length: 6 }, (_, i) =>
      anAlert({
        ...{ id: `s${i}`, target: `box-${i}`, incident: 'outage', severity: 'watch' },
        suppressed: { by: 'outage', at: NOON },
      }),
    );
    const text = { ...anAlert().text, title: 'Nghi mất điện thôn Đoài' };
    const incident = anIncident({ id: 'outage', lead: 's3', severity: 'warning', text });
    const [only, ...others] = matters(alerts, [
      { ...incident, counts: { alerts: 6, open: 6, suppressed: 6, devices: 6 } },
    ]);
    expect(others).toEqual([]);
    expect(only).toMatchObject({ id: 's3', target: 'box-3', severity: 'warning', state: 'unacknowledged', text });
    expect(only!.matter).toEqual({ id: 'outage', devices: 6, assigned: false, settles: false, beganAbout: true });
  });
  it('is none where it was put aside, judged, or is explained by another', () => {
    expect(
      matters(
        [
          anAlert({ id: 'child', suppressed: { by: 'outage', at: NOON } }),
          anAlert({ id: 'of-unknown', incident: 'outage', suppressed: { by: 'outage', at: NOON } }),
          anAlert({ id: 'aside', shelved: { ...hanh, until: NOON + MINUTE, reason: 'sửa' } }),
          anAlert({ id: 'fog', verdict: { ...hanh, kind: 'false', cause: 'fog' } }),
          anAlert({ id: 'late', incident: 'shelved' }),
        ],
        [anIncident({ id: 'shelved', shelved: { ...hanh, until: NOON + MINUTE, reason: 'sửa' } })],
      ),
    ).toEqual([]);
  });
  it('that is a drill says so, and stands behind whatever is real', () => {
    const drill = anAlert({ id: 'd', target: 'dien-tap-khan-cap', incident: 'drill', severity: 'emergency' });
    const real = anAlert({ id: 'real', severity: 'watch' });
    const [first, second] = matters([drill, real], [anIncident({ id: 'drill', lead: 'd', severity: 'emergency' })]);
    expect(first!.id).toBe('real');
    expect(second!.text.title).toMatch(/^DIỄN TẬP: /);
    expect(second!.text.sentenceEn).toMatch(/^DRILL: /);
    expect(second!.facts).not.toHaveProperty('value');
  });
  it('is unaccepted again when something joined that nobody took', () => {
    const alerts = [
      anAlert({ id: 'old', incident: 'fire', state: 'acknowledged' }),
      anAlert({ id: 'new', incident: 'fire' }),
    ];
    const taken = anIncident({ id: 'fire', lead: 'old', acknowledgement: hanh, state: 'acknowledged' });
    expect(matters(alerts, [taken])[0]!.state).toBe('acknowledged');
    expect(matters(alerts, [{ ...taken, state: 'unacknowledged' }])[0]!.state).toBe('unacknowledged');
  });
  it('stays one while it is dealt with and its sensors tell of it still', () => {
    const verdict = { ...hanh, kind: 'resolved' } as const;
    const alert = anAlert({ incident: 'fire', state: 'acknowledged', verdict });
    const settles = anIncident({ id: 'fire', lead: alert.id, state: 'acknowledged', acknowledgement: hanh, verdict });
    expect(matters([alert], [settles])).toMatchObject([{ state: 'acknowledged', matter: { settles: true } }]);
  });
  it('says when the next one is called, while nobody has it', () => {
    const alert = anAlert({ incident: 'calls' });
    const calls = anIncident({ id: 'calls', lead: alert.id });
    expect(matters([alert], [calls])[0]!.matter).toMatchObject({ nextCallAt: NOON + MINUTE });
    expect(matters([alert], [{ ...calls, state: 'acknowledged' }])[0]!.matter).not.toHaveProperty('nextCallAt');
  });
  it('is not yet one that fell silent a moment ago: others may have with it', () => {
    const silent = anAlert({ facts: {}, learntAt: NOON });
    expect(matters([silent], [], NOON + MINUTE)).toEqual([]);
    expect(matters([silent], [], NOON + 2 * MINUTE)).toHaveLength(1);
    expect(matters([anAlert({ learntAt: NOON })], [], NOON)).toHaveLength(1);
  });
  it('of suspected burning says what the station reads that it is told of, and of no other', () => {
    const burning = anAlert({ facts: { event: 'burning', count: 1 } });
    const found = smelt();
    expect(matters([burning], [], NOON, [found])[0]!.pm25).toEqual({ value: 96, background: 22 });
    expect(matters([{ ...burning, target: 'air-2' }], [], NOON, [found])[0]!.pm25).toBeUndefined();
    expect(matters([anAlert()], [], NOON, [found])[0]!.pm25).toBeUndefined();
  });

  it('says what the air is like now, not what it was when the hub last spoke: an alert outlasts its fire', () => {
    const burning = anAlert({ facts: { event: 'burning', value: 0.64 } });
    const byRule = anAlert({ facts: { metric: 'pm25', value: 63, background: 13 } });
    const now = { found: [smelt({ pm25: { value: 63, background: 13 } })], reads: { 'air-1': aValue(14, MINUTE) } };
    for (const alert of [burning, byRule])
      expect(matterAt({ alerts: [alert], ...now })[0]!.pm25).toEqual({ value: 14, background: 13 });
    const mute = { ...now, reads: { 'air-1': aValue(63, MINUTE, { quality: 'fault' }) } };
    expect(matterAt({ alerts: [burning], ...mute })[0]!.pm25).toEqual({ value: 63, background: 13 });
    // half an hour later nobody knows
    expect(matterAt({ alerts: [burning], ...now }, NOON + 30 * MINUTE)[0]!.pm25).toBeUndefined();
  });

  it('has the conclusion that the case at the desk has: of its incident, whichever alert leads', () => {
    const camera = anAlert({ id: 'c', target: 'cam-1', incident: 'fire', facts: { event: 'smoke' } });
    const fire = anIncident({ id: 'fire', lead: 'c', target: 'cam-1', targets: ['cam-1', 'air-2'] });
    expect(matterAt({ alerts: [camera], incidents: [fire], found: [smelt()] })[0]!.finding?.id).toBe('f');
    const elsewhere = { ...fire, targets: ['cam-1'] };
    expect(matterAt({ alerts: [camera], incidents: [elsewhere], found: [smelt()] })[0]).not.toHaveProperty('finding');
  });

  it('of no incident has the conclusion of its own station and time, and of no other kind', () => {
    const of = (target: string, found: FindingSketch) =>
      matterAt({ alerts: [anAlert({ target })], found: [found] })[0]!;
    expect(of('air-2', smelt()).finding?.id).toBe('f');
    expect(of('air-3', smelt())).not.toHaveProperty('finding');
    expect(of('air-1', smelt({ kind: 'haze' }))).not.toHaveProperty('finding');
    expect(of('air-1', smelt({ updatedAt: NOON - 60 * MINUTE, endedAt: NOON - 60 * MINUTE }))).not.toHaveProperty(
      'finding',
    );
  });
});
