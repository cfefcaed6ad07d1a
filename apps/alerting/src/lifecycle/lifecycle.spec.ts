import { describe, expect, it } from '@jest/globals';
import type { AlertsItem, AlertTransition, Reading, ReadingsItem } from '#hub/contracts';
import { loadSettings } from '../incidents/settings.js';
import { loadRulePack } from '../rules/rule-pack.js';
import { alertingOf, register, station } from '../timelines/stations.js';
import { loadTexts } from '../texts/texts.js';
import { AlertingService } from '../alerting.service.js';

const MINUTE = 60_000;
const T0 = Date.UTC(2026, 5, 2, 2, 0);
const canal = station('cong-2', 'canal');

const level = (minute: number, value: number): Reading => ({
  type: 'reading',
  commune: '26734',
  device: 'cong-2',
  kind: 'canal',
  ts: T0 + minute * MINUTE,
  received: T0 + minute * MINUTE,
  late: false,
  values: { water_level: value },
  simulated: false,
});
const tick = (minute: number): ReadingsItem => ({ type: 'tick', received: T0 + minute * MINUTE, clock: 'ok' });
const ask = (alert: string, minute: number, more: { id?: string; note?: string; by?: string } = {}) => ({
  type: 'acknowledge' as const,
  id: more.id ?? `r${minute}`,
  alert,
  by: more.by ?? 'Trực ban',
  at: T0 + minute * MINUTE,
  ...(more.note && { note: more.note }),
});

function hubWithAlert() {
  const hub = alertingOf([canal]);
  const [opened] = hub.take([level(0, 2.6), level(5, 2.6), level(10, 2.6)]);
  const id = opened!.alert.id;
  const request = (r: ReturnType<typeof ask>, fails = false): AlertsItem[] =>
    hub.log.run((commit) => hub.service.onRequests([r], commit), fails);
  return { hub, id, request, opened: opened! };
}
const isAlert = (item: AlertsItem | undefined): AlertTransition => {
  if (item?.type !== 'alert') throw new Error(`wanted a transition, got ${JSON.stringify(item)}`);
  return item;
};

describe('the life of an alert', () => {
  it('has an id of rule, target and start, and a key that repeats update', () => {
    const { hub, id, opened } = hubWithAlert();
    expect(id).toBe(`canal-high:cong-2:${T0}`);
    expect(opened).toMatchObject({ change: 'opened', alert: { key: 'canal-high:cong-2', state: 'unacknowledged' } });
    const [updated, ...rest] = hub.take([level(15, 2.9)]);
    expect(rest).toEqual([]);
    expect(updated).toMatchObject({ change: 'updated', alert: { id, facts: { value: 2.9, peak: 2.9, limit: 2.5 } } });
  });

  it('may change to and fro within a millisecond: no two changes are the same, so that none is taken for a repeat', () => {
    const hub = alertingOf([canal]);
    hub.take([0, 5, 10, 15, 20, 25, 30].map((m) => level(m, 2.6)));
    const now = { received: T0 + 30 * MINUTE };
    // the probe's reading of minute 2 is sent again and again, each time with another value
    const told = hub.take([2, 2.6, 2, 2.6, 2].map((value) => ({ ...level(2, value), ...now })));
    expect(told.length).toBeGreaterThanOrEqual(3);
    expect(new Set(told.map((transition) => JSON.stringify(transition))).size).toBe(told.length);
  });

  it('is accepted with a note, which stays with it, and closes when it is over', () => {
    const { hub, id, request } = hubWithAlert();
    const seen = isAlert(request(ask(id, 11, { note: 'đang ra cống' }))[0]);
    expect(seen).toMatchObject({ change: 'acknowledged', request: 'r11', alert: { state: 'acknowledged' } });
    expect(seen.alert.acknowledgement).toEqual({ by: 'Trực ban', at: T0 + 11 * MINUTE, note: 'đang ra cống' });
    const [updated] = hub.take([level(15, 2.9)]);
    expect(updated!.alert).toMatchObject({ state: 'acknowledged', acknowledgement: { note: 'đang ra cống' } });
    const over = hub.take([20, 25, 30, 35, 40, 45, 50].map((m) => level(m, 2)));
    expect(over.find((t) => t.change === 'returned')!.alert).toMatchObject({
      state: 'closed',
      endedAt: T0 + 20 * MINUTE,
    });
  });

  it('that nobody saw is returned, and closes when somebody looks', () => {
    const { hub, id, request } = hubWithAlert();
    const over = hub.take([20, 25, 30, 35, 40, 45, 50].map((m) => level(m, 2)));
    expect(over.find((t) => t.change === 'returned')!.alert.state).toBe('returned');
    expect(isAlert(request(ask(id, 60))[0]).alert.state).toBe('closed');
  });

  it('refuses in words what cannot be', () => {
    const { id, request } = hubWithAlert();
    expect(request(ask('canal-high:cong-9:1', 11))).toEqual([
      expect.objectContaining({ type: 'refused', request: 'r11', reason: expect.stringMatching(/^Không có việc này/) }),
    ]);
    request(ask(id, 12, { by: 'Anh Tư' }));
    expect(request(ask(id, 13))).toEqual([
      { type: 'refused', request: 'r13', reason: 'Anh Tư đã tiếp nhận lúc 09:12', at: T0 + 13 * MINUTE },
    ]);
  });

  it('survives restarts with its acceptance, and is not opened again', () => {
    const { hub, id, request } = hubWithAlert();
    request(ask(id, 11));
    hub.restart();
    expect([...hub.service.alerts()]).toEqual([expect.objectContaining({ id, state: 'acknowledged' })]);
    const told = hub.take([level(15, 2.6), level(20, 2.6)]);
    expect(told.filter((t) => t.change === 'opened')).toEqual([]);
  });

  it('an acceptance whose commit failed did not happen, and its retry counts', () => {
    const { hub, id, request } = hubWithAlert();
    request(ask(id, 11), true);
    expect(isAlert(request(ask(id, 11))[0]).alert.state).toBe('acknowledged');
    const [updated] = hub.take([level(15, 2.9)]);
    expect(updated!.alert.state).toBe('acknowledged');
    hub.restart();
    expect([...hub.service.alerts()][0]).toMatchObject({ id, state: 'acknowledged' });
  });

  it('a batch whose commit failed leaves no trace', () => {
    const hub = alertingOf([canal]);
    expect(hub.take([level(0, 2.6), level(5, 2.6), level(10, 2.6)], true)).toEqual([]);
    const told = hub.take([level(0, 2.6), level(5, 2.6), level(10, 2.6)]);
    expect(told.map((t) => t.change)).toEqual(['opened']);
  });

  it.each(['retired', 'removed'])('closes when its device is %s', (how) => {
    const { hub, id } = hubWithAlert();
    register(hub.directory, how === 'removed' ? [] : [station('cong-2', 'canal', { state: 'retired' })]);
    const [closed, ...rest] = hub.take([tick(12)]);
    expect(rest).toEqual([]);
    expect(closed).toMatchObject({ change: 'closed', alert: { id, state: 'closed', endedAt: T0 + 12 * MINUTE } });
    expect(closed!.alert.text.sentence).toContain('Thôi theo dõi');
    expect(hub.take([tick(13)])).toEqual([]);
    hub.restart();
    expect(hub.take([tick(14)])).toEqual([]);
  });

  it('closes when the hub starts with rules that no longer have it', () => {
    const { hub, id } = hubWithAlert();
    const texts = loadTexts();
    const pack = loadRulePack('default', new Set(Object.keys(texts.vi.templates)));
    const without = { ...pack, rules: pack.rules.filter((rule) => rule.id !== 'canal-high') };
    const service = new AlertingService({
      log: hub.log,
      directory: hub.directory,
      texts,
      settings: loadSettings(),
      pack: without,
    });
    const told = hub.log.run((commit) => service.onReadings([tick(12)], commit));
    expect(told).toEqual([
      expect.objectContaining({ change: 'closed', alert: expect.objectContaining({ id }) }),
      expect.objectContaining({ change: 'closed', incident: expect.objectContaining({ alerts: [id] }) }),
    ]);
  });

  it('closes for want of a reason when the limit was raised while the hub was off', () => {
    const { hub, id } = hubWithAlert();
    const texts = loadTexts();
    const pack = loadRulePack('default', new Set(Object.keys(texts.vi.templates)));
    const raised = pack.rules.map((r) =>
      r.id === 'canal-high' && r.type === 'threshold' ? { ...r, limit: 4, clearAt: 3.9 } : r,
    );
    const service = new AlertingService({
      log: hub.log,
      directory: hub.directory,
      texts,
      settings: loadSettings(),
      pack: { ...pack, rules: raised },
    });
    const told = hub.log.run((commit) => service.onReadings([tick(12)], commit));
    expect(told).toEqual([
      expect.objectContaining({ change: 'closed', alert: expect.objectContaining({ id, state: 'closed' }) }),
      expect.objectContaining({ change: 'closed', incident: expect.objectContaining({ state: 'closed' }) }),
    ]);
  });

  it('what is over is forgotten in the end, and the state does not grow', () => {
    const hub = alertingOf([canal]);
    const day = (d: number) => Array.from({ length: 288 }, (_, i) => level(d * 1440 + i * 5, i % 48 < 24 ? 2.6 : 2));
    for (let d = 0; d < 9; d++) for (const item of day(d)) hub.take([item, tick((item.ts - T0) / MINUTE)]);
    const bytes = hub.log.bytes;
    for (let d = 9; d < 15; d++) for (const item of day(d)) hub.take([item, tick((item.ts - T0) / MINUTE)]);
    expect([...hub.service.alerts()].length).toBeLessThan(100);
    expect(hub.log.bytes).toBeLessThan(bytes * 1.5);
  });
});
