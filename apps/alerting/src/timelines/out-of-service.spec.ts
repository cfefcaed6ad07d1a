import { describe, expect, it } from '@jest/globals';
import type { AlertsItem, AlertTransition, ReadingsItem, ServiceRequest } from '#hub/contracts';
import { alertingOf, station } from './stations.js';

const MINUTE = 60_000;
const T0 = Date.UTC(2026, 5, 2, 2, 0);

/** A canal for some minutes, a level each five minutes and a tick each second. */
function canals() {
  const hub = alertingOf([station('cong-2', 'canal'), station('cong-3', 'canal', { hamlet: 'Thôn Đoài' })]);
  let n = 0;
  let now = T0;
  return {
    ...hub,
    restart: () => hub.restart(),
    ask: (change: ServiceRequest['change'], more: Partial<ServiceRequest> = {}, fails = false): AlertsItem[] => {
      const request = { type: 'service', id: `r${++n}`, change, device: 'cong-2', by: 'Lê Thị Hạnh', at: now } as const;
      return hub.ask({ ...request, ...(change === 'out' && { note: 'đầu đo bám bùn' }), ...more }, fails);
    },
    runs(minutes: number, values: Record<string, number>): string[] {
      const told: AlertTransition[] = [];
      for (const end = now + minutes * MINUTE; now < end; now += MINUTE) {
        const items: ReadingsItem[] = [];
        for (let s = 0; s < 60; s++) items.push({ type: 'tick', received: now + s * 1000, clock: 'ok' });
        for (const [device, water_level] of Object.entries(values))
          if (((now - T0) / MINUTE) % 5 === 0)
            items.unshift({
              ...{ type: 'reading', commune: '26734', device, kind: 'canal', ts: now, received: now, late: false },
              ...{ values: { water_level }, simulated: false },
            });
        told.push(...hub.take(items));
      }
      return told
        .filter(({ change }) => change !== 'updated')
        .map(({ change, alert }) => `${change} ${alert.rule} ${alert.target}`);
    },
  };
}
const reasonOf = ([item]: AlertsItem[]) => (item?.type === 'refused' ? item.reason : item?.type);

describe('a rule out of service on a device', () => {
  it('tells nothing of it, and what it told ends; others go on', () => {
    const hub = canals();
    expect(hub.runs(15, { 'cong-2': 2.7, 'cong-3': 2 })).toEqual(['opened canal-high cong-2']);
    const [answer] = hub.ask('out', { rule: 'canal-high' });
    expect(answer).toMatchObject({
      ...{ type: 'service', change: 'out', by: 'Lê Thị Hạnh', at: T0 + 15 * MINUTE, request: 'r1' },
      entry: { device: 'cong-2', rule: 'canal-high', reason: 'đầu đo bám bùn', by: 'Lê Thị Hạnh' },
    });
    expect(hub.runs(60, { 'cong-2': 2.9, 'cong-3': 2.7 })).toEqual([
      'closed canal-high cong-2',
      'opened canal-rise cong-3',
      'opened canal-high cong-3',
    ]);
    // it is still listened for
    expect(hub.runs(40, { 'cong-3': 2.7 })).toContain('opened device-silent cong-2');
  });

  it('taken back it tells of what holds then, and not of what was over', () => {
    const hub = canals();
    hub.ask('out', { rule: 'canal-high' });
    hub.runs(30, { 'cong-2': 2.7 });
    hub.runs(60, { 'cong-2': 2 });
    expect(reasonOf(hub.ask('back', { rule: 'canal-high', note: 'đã rửa' }))).toBe('service');
    expect(hub.runs(30, { 'cong-2': 2 })).toEqual([]);
    hub.ask('out', { rule: 'canal-high' });
    hub.runs(30, { 'cong-2': 2.7 });
    hub.ask('back', { rule: 'canal-high' });
    expect(hub.runs(10, { 'cong-2': 2.7 })).toEqual(['opened canal-high cong-2']);
  });

  it('may be all rules of the device; one that is out by itself as well stays out', () => {
    const hub = canals();
    hub.ask('out');
    hub.ask('out', { rule: 'canal-high' });
    expect(hub.runs(30, { 'cong-2': 2.7 })).toEqual([]);
    expect(hub.runs(60, {})).toEqual([]);
    hub.ask('back');
    expect(hub.runs(30, { 'cong-2': 2.7 }).filter((line) => line.includes('canal-high'))).toEqual([]);
    hub.ask('back', { rule: 'canal-high' });
    expect(hub.runs(15, { 'cong-2': 2.7 })).toEqual(['opened canal-high cong-2']);
  });

  it('survives restarts; what a commit did not keep did not happen', () => {
    const hub = canals();
    hub.ask('out', { rule: 'canal-high' }, true);
    expect(hub.runs(15, { 'cong-2': 2.7 })).toEqual(['opened canal-high cong-2']);
    hub.ask('out', { rule: 'canal-high' });
    hub.restart();
    expect(hub.runs(30, { 'cong-2': 2.7 })).toEqual(['closed canal-high cong-2']);
    hub.restart();
    expect(hub.runs(30, { 'cong-2': 2.7 })).toEqual([]);
  });

  it('is refused in words: without a reason, twice, of what is not there or not out', () => {
    const hub = canals();
    expect(reasonOf(hub.ask('out', { note: undefined }))).toBe('Cần nói vì sao ngừng theo dõi');
    expect(reasonOf(hub.ask('out', { device: 'x' }))).toBe('Không có thiết bị hoặc luật này');
    expect(reasonOf(hub.ask('out', { rule: 'x' }))).toBe('Không có thiết bị hoặc luật này');
    expect(reasonOf(hub.ask('back'))).toBe('Việc này đang được theo dõi');
    hub.ask('out');
    expect(reasonOf(hub.ask('out'))).toBe('Lê Thị Hạnh đã ngừng theo dõi lúc 09:00');
  });
});
