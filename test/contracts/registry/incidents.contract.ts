import { describe, expect, it } from '@jest/globals';
import type { Alert, AlertTransition, Incident, IncidentTransition } from '#hub/contracts';
import { MINUTE, T0 } from '../../../libs/registry/src/testing/builders.js';
import type { Bench } from './engines.js';

const text = { title: 'Bụi', place: '', sentence: '', sms: '', voice: '', titleEn: '', sentenceEn: '' };
const incident = (id: string, over: Partial<Incident> = {}): Incident => ({
  ...{ id, commune: '26734', cause: 'air', scope: { kind: 'hamlet', id: 'dong' }, severity: 'warning', text },
  ...{ state: 'unacknowledged', startedAt: T0, openedAt: T0, updatedAt: T0, revision: 1, lead: 'a-1', target: 'air-1' },
  ...{ alerts: ['a-1'], counts: { alerts: 1, open: 1, suppressed: 0, devices: 1 }, backdated: false, simulated: false },
  ...over,
});
const step = (
  change: IncidentTransition['change'],
  about: Incident,
  at: number,
  who: Pick<IncidentTransition, 'by' | 'person' | 'note'> = {},
): IncidentTransition => ({ type: 'incident', change, incident: about, at, ...who });
const alert = (id: string, over: Partial<Alert> = {}): Alert => ({
  ...{ id, key: 'dust:air-1', rule: 'dust', target: 'air-1', commune: '26734', severity: 'warning', text, facts: {} },
  ...{ state: 'unacknowledged', startedAt: T0, learntAt: T0, updatedAt: T0, backdated: false, simulated: false },
  ...over,
});
const told = (
  change: AlertTransition['change'],
  about: Alert,
  at: number,
  who: Pick<AlertTransition, 'by' | 'note' | 'photo'> = {},
): AlertTransition => ({ type: 'alert', change, alert: about, at, ...who });

const tu = { by: 'Anh Tư', person: 'p-tu' };
const acknowledgement = { ...tu, at: T0 + MINUTE };

/** What the log tells the registry of incidents. */
export function incidentsContract(bench: Bench): void {
  describe('incidents', () => {
    const life = [
      step('opened', incident('i-1'), T0),
      step('acknowledged', incident('i-1', { state: 'acknowledged', revision: 2, acknowledgement }), T0 + MINUTE, tu),
      step('updated', incident('i-1', { state: 'acknowledged', revision: 3, acknowledgement }), T0 + 2 * MINUTE),
      step('closed', incident('i-1', { state: 'closed', revision: 4, acknowledgement }), T0 + 3 * MINUTE),
    ];

    it('are as the highest revision says, whatever the log tells again', async () => {
      const { incidents } = await bench.open();
      // what people did may stand behind what the hub found out later
      await incidents.record([life[0]!, life[2]!, life[1]!]);
      expect((await incidents.get('i-1'))!.incident).toEqual(life[2]!.incident);
      await incidents.record([life[3]!]);
      const all = await incidents.get('i-1');
      for (const again of [life, life.slice(0, 2)]) {
        await incidents.record(again);
        expect(await incidents.get('i-1')).toEqual(all);
      }
      expect(all!.incident).toEqual(life[3]!.incident);
      expect(all!.timeline.map(({ change, by, person }) => [change, by, person])).toEqual([
        ['opened', undefined, undefined],
        ['acknowledged', 'Anh Tư', 'p-tu'],
        ['closed', undefined, undefined],
      ]);
      expect(await incidents.get('i-2')).toBeUndefined();
    });

    it('say to whom they were given, also when they were given on', async () => {
      const { incidents } = await bench.open();
      const given = (name: string, revision: number) =>
        step(
          'assigned',
          incident('i-1', { revision, assigned: { ...tu, at: T0, to: `p-${revision}`, name } }),
          T0 + revision * MINUTE,
          tu,
        );
      await incidents.record([life[0]!, given('Ông Bình', 2), given('Bà Nga', 3)]);
      const { timeline } = (await incidents.get('i-1'))!;
      expect(timeline.map(({ change, by, to }) => [change, by, to])).toEqual([
        ['opened', undefined, undefined],
        ['assigned', 'Anh Tư', 'Ông Bình'],
        ['assigned', 'Anh Tư', 'Bà Nga'],
      ]);
    });

    it('have their alerts and one row of all that happened; what was done about all of them stands there once', async () => {
      const { alerts, incidents } = await bench.open();
      const mine = { incident: 'i-1' };
      await alerts.record([
        told('opened', alert('a-1', mine), T0),
        told('opened', alert('a-2', mine), T0 + 5),
        ...['a-1', 'a-2'].map((id) =>
          told('acknowledged', alert(id, { ...mine, acknowledgement }), T0 + MINUTE, { by: 'Anh Tư' }),
        ),
        told('commented', alert('a-1', mine), T0 + 2 * MINUTE, { by: 'Chị Ba', note: 'bếp\u0000 nhà', photo: 'p1' }),
        told('opened', alert('a-3'), T0),
      ]);
      await incidents.record(life);
      const whole = (await incidents.get('i-1'))!;
      expect(whole.alerts.map(({ id }) => id)).toEqual(['a-2', 'a-1']);
      expect(whole.timeline.map(({ at, change, alert: of, by }) => [(at - T0) / MINUTE, change, of, by])).toEqual([
        [0, 'opened', 'a-1', undefined],
        [0, 'opened', undefined, undefined],
        [5 / MINUTE, 'opened', 'a-2', undefined],
        [1, 'acknowledged', undefined, 'Anh Tư'],
        [2, 'commented', 'a-1', 'Chị Ba'],
        [3, 'closed', undefined, undefined],
      ]);
      expect(whole.timeline[4]).toMatchObject({ note: 'bếp  nhà', photo: 'p1' });
      expect(await incidents.hasPhoto('i-1', 'p1')).toBe(true);
      expect(await incidents.hasPhoto('i-1', 'p2')).toBe(false);
    });

    it('are found by page, the latest first, and by whatever people look for', async () => {
      const { incidents } = await bench.open();
      const shelved = { by: 'x', at: T0, until: T0 + 60 * MINUTE, reason: 'sửa' };
      const assigned = { by: 'x', at: T0, to: 'p-ba', name: 'Chị Ba' };
      const later = { openedAt: T0 + MINUTE, startedAt: T0 + MINUTE };
      await incidents.record([
        ...life,
        step('opened', incident('i-2', { ...later, cause: 'fire', target: 'cam-1', severity: 'emergency' }), T0),
        step('shelved', incident('i-3', { openedAt: T0 + 2 * MINUTE, shelved, assigned }), T0),
      ]);
      const ids = async (filter: object) => {
        const found = await incidents.find({ now: T0 + 10 * MINUTE, ...filter });
        return [found.incidents.map(({ id }) => id), found.total];
      };
      expect(await ids({})).toEqual([['i-3', 'i-2', 'i-1'], 3]);
      expect(await ids({ limit: 1, offset: 1 })).toEqual([['i-2'], 3]);
      expect(await ids({ active: true })).toEqual([['i-3', 'i-2'], 2]);
      expect(await ids({ active: false })).toEqual([['i-1'], 1]);
      expect(await ids({ shelved: true })).toEqual([['i-3'], 1]);
      expect(await ids({ shelved: true, now: T0 + 61 * MINUTE })).toEqual([[], 0]);
      expect(await ids({ shelved: false, cause: 'air' })).toEqual([['i-1'], 1]);
      expect(await ids({ severity: 'emergency' })).toEqual([['i-2'], 1]);
      expect(await ids({ targets: ['cam-1'] })).toEqual([['i-2'], 1]);
      expect(await ids({ targets: [] })).toEqual([[], 0]);
      expect(await ids({ assigned: 'p-ba' })).toEqual([['i-3'], 1]);
      expect(await ids({ to: T0 })).toEqual([['i-3', 'i-1'], 2]);
    });

    it('are found by any device that has a part in them, and counted for it', async () => {
      const { alerts, alertFigures, incidents } = await bench.open();
      await incidents.record([
        step('opened', incident('i-1'), T0),
        step('opened', incident('i-2', { target: 'b' }), T0),
      ]);
      await alerts.record([
        told('opened', alert('a-1', { incident: 'i-1' }), T0),
        told('opened', alert('a-2', { incident: 'i-1', target: 'air-2' }), T0),
        told('opened', alert('a-3', { target: 'air-3' }), T0),
      ]);
      const ids = async (...targets: string[]) =>
        (await incidents.find({ now: T0, targets })).incidents.map(({ id }) => id).sort();
      expect(await ids('air-1')).toEqual(['i-1']);
      expect(await ids('air-2')).toEqual(['i-1']);
      expect(await ids('air-2', 'b')).toEqual(['i-1', 'i-2']);
      expect(await ids('air-3')).toEqual([]);
      const takenWithinMs = { emergency: MINUTE, warning: MINUTE, watch: MINUTE, info: MINUTE };
      const span = { from: T0, to: T0 + MINUTE, now: T0 + 2 * MINUTE, standingAfterMs: MINUTE, takenWithinMs };
      const figures = await alertFigures.of({ ...span, targets: ['air-2'] });
      expect(figures).toMatchObject({ told: 1, opened: 1, standing: 1, due: 1 });
    });

    it('give the figures of the alert system, in which nothing simulated counts', async () => {
      const { alerts, alertFigures, incidents } = await bench.open();
      const asked = {
        ...{ from: T0, to: T0 + 120 * MINUTE, now: T0 + 120 * MINUTE, standingAfterMs: 60 * MINUTE },
        takenWithinMs: { emergency: MINUTE, warning: 15 * MINUTE, watch: 60 * MINUTE, info: 480 * MINUTE },
      };
      const simulated = { simulated: true, openedAt: T0 + MINUTE, state: 'closed' } as const;
      await incidents.record([step('opened', incident('s-1', simulated), T0 + MINUTE)]);
      expect(await alertFigures.of(asked)).toMatchObject({ told: 0, opened: 0, due: 0, standing: 0 });
      const verdict = { ...tu, at: T0 + 5 * MINUTE, kind: 'false', cause: 'cooking' } as const;
      await incidents.record([
        ...life,
        // nobody took it: its time is over, and it stands
        step('opened', incident('i-2', { openedAt: T0 + MINUTE }), T0 + MINUTE),
        step('raised', incident('i-2', { openedAt: T0 + MINUTE, revision: 2 }), T0 + 9 * MINUTE),
        step('opened', incident('i-3', { openedAt: T0 + 110 * MINUTE }), T0 + 110 * MINUTE),
        step(
          'marked-false',
          incident('i-3', { openedAt: T0 + 110 * MINUTE, revision: 2, verdict }),
          T0 + 111 * MINUTE,
          {
            by: 'Chị Ba',
          },
        ),
        step('closed', incident('i-4', { backdated: true, state: 'closed' }), T0),
      ]);
      await alerts.record([
        told('opened', alert('a-1'), T0),
        told('marked-false', alert('a-2', { verdict }), T0 + MINUTE),
        told('opened', alert('b-1', { rule: 'fog' }), T0),
        told('opened', alert('b-2', { rule: 'fog', backdated: true }), T0),
      ]);
      expect(await alertFigures.of(asked)).toEqual({
        ...{ told: 4, operators: 2, perOperatorHour: 1, standing: 1 },
        ...{ due: 2, takenInTime: 1, opened: 3, markedFalse: 1 },
        worst: [
          { rule: 'dust', alerts: 2, markedFalse: 1 },
          { rule: 'fog', alerts: 1, markedFalse: 0 },
        ],
      });
      expect(await alertFigures.of({ ...asked, targets: [] })).toMatchObject({ told: 0, opened: 0, worst: [] });
    });
  });
}
