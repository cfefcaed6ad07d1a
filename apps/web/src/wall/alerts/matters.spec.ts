import { describe, expect, it } from '@jest/globals';
import type { Alert, FindingSketch, Incident } from '#hub/contracts';
import { anAlert, anIncident, NOON } from '../../testing.js';
import { mattersOf } from './matters.js';

const MINUTE = 60_000;
const escalations = new Map([['calls', { incident: 'calls', policy: 'p', step: 0, nextAt: NOON + MINUTE, at: NOON }]]);
const byId = <T extends { id: string }>(all: readonly T[]) => new Map(all.map((one) => [one.id, one]));
const matters = (alerts: Alert[], incidents: Incident[] = [], now = NOON, found: FindingSketch[] = []) =>
  mattersOf({ alerts: byId(alerts), incidents: byId(incidents), escalations, findings: byId(found) }, now);
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
    const found: FindingSketch = {
      ...{ id: 'f', kind: 'burning', commune: '10807', target: 'air-1', targets: ['air-1', 'air-2'], score: 64 },
      ...{ startedAt: NOON, updatedAt: NOON, simulated: false, pm25: { value: 96, background: 22 } },
    };
    expect(matters([burning], [], NOON, [found])[0]!.pm25).toEqual({ value: 96, background: 22 });
    expect(matters([{ ...burning, target: 'air-2' }], [], NOON, [found])[0]!.pm25).toBeUndefined();
    expect(matters([anAlert()], [], NOON, [found])[0]!.pm25).toBeUndefined();
  });
});
