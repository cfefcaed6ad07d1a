import { describe, expect, it } from '@jest/globals';
import type { AlertChange, Gateway } from '#hub/contracts';
import { Afternoon } from './people.js';
import { alertingOf, type Station, station } from './stations.js';

const lora: Gateway = {
  ...{ id: 'lora-1', commune: '26734', name: 'LoRa nhà văn hóa', codec: 'chirpstack' },
  ...{ topics: ['application/#'], simulated: false },
};
const many = (n: number, of: (i: number) => Station) => Array.from({ length: n }, (_, i) => of(i));
const inDoai = (i: number, kind: 'air' | 'canal' | 'water' = 'air') =>
  station(`doai-${i}`, kind, { hamlet: 'Thôn Đoài' });
const behind = (i: number) => station(`d-${i}`, 'air', { gateway: 'lora-1', address: `${i}`, hamlet: `Thôn ${i % 4}` });
const changesOf = (day: Afternoon): Partial<Record<AlertChange, number>> => {
  const counts: Partial<Record<AlertChange, number>> = {};
  for (const item of day.app.log.items('alerts'))
    if (item.type === 'alert') counts[item.change] = (counts[item.change] ?? 0) + 1;
  return counts;
};

describe('an outage', () => {
  it('of a gateway with 80 devices is told of once, and once that it is over', () => {
    const stations = many(80, behind);
    const day = new Afternoon(alertingOf(stations, 'default', { gateways: [lora] }), stations);
    day.until('16:10').lose(stations).until('16:40').find(stations).until('16:50');
    expect(day.told()).toEqual([
      '16:13 opened warning Nghi hỏng bộ thu (80)',
      '16:40 returned warning Nghi hỏng bộ thu (80)',
    ]);
  });

  it('of the power of a hamlet says so, whatever the devices are and however often they speak', () => {
    const doai = [...many(4, (i) => inDoai(i)), inDoai(4, 'canal'), inDoai(5, 'water')];
    const rest = many(20, (i) => station(`dong-${i}`, 'air'));
    const day = new Afternoon(alertingOf([...doai, ...rest]), [...doai, ...rest]);
    day.until('16:50').lose(doai).until('17:10');
    expect(day.told(['updated', 'grew'])).toEqual(['16:53 opened warning Nghi mất điện (5)']);
    expect(day.newest).toMatchObject({
      cause: 'outage',
      scope: { kind: 'hamlet', id: 'Thôn Đoài' },
      state: 'unacknowledged',
    });
    expect(day.newest.text.sentence).toMatch(/^Nghi mất điện thôn Đoài: 6 thiết bị im cùng lúc từ 16:49\./);
    day.find(doai).until('17:30');
    expect(day.told(['updated', 'grew']).slice(1)).toEqual(['17:10 returned warning Nghi mất điện (6)']);
    expect([...day.app.service.alerts()].map(({ state }) => state)).toEqual(Array(6).fill('closed'));
  });

  it('lets go of those that do not come back with the others: they tell for themselves', () => {
    const doai = many(6, (i) => inDoai(i));
    const day = new Afternoon(alertingOf(doai), doai);
    day.until('16:10').lose(doai).until('16:30').find(doai.slice(1)).until('16:55');
    expect(day.told(['updated', 'grew'])).toEqual([
      '16:13 opened warning Nghi mất điện (6)',
      '16:30 returned warning Nghi mất điện (6)',
      '16:45 opened watch Mất tín hiệu (1)',
    ]);
    expect(changesOf(day)).toMatchObject({ suppressed: 6, returned: 5, released: 1 });
    expect(day.newest).toMatchObject({ target: 'doai-0', state: 'unacknowledged' });
  });

  it('that comes again soon is the same one again', () => {
    const doai = many(6, (i) => inDoai(i));
    const day = new Afternoon(alertingOf(doai), doai);
    day.until('16:10').lose(doai).until('16:20').find(doai).until('16:30').lose(doai).until('16:40').find(doai);
    day.until('16:50').lose(doai).until('17:00');
    expect(day.told(['updated', 'grew'])).toEqual([
      '16:13 opened warning Nghi mất điện (6)',
      '16:20 returned warning Nghi mất điện (6)',
      '16:33 reopened warning Nghi mất điện (12)',
      '16:40 returned warning Nghi mất điện (12)',
      '16:53 reopened warning Nghi mất điện (18)',
    ]);
    expect(day.newest.text.sentence).toContain('6 thiết bị');
  });

  it('is none where a few of many are silent: each is told of after the short wait', () => {
    const doai = many(10, (i) => inDoai(i));
    const day = new Afternoon(alertingOf(doai), doai);
    day.until('16:10').lose(doai.slice(0, 2)).until('16:30');
    expect(day.told()).toEqual(['16:13 opened watch Mất tín hiệu (1)', '16:14 opened watch Mất tín hiệu (1)']);
  });

  it('is none where devices fall silent one after the other', () => {
    const doai = many(5, (i) => inDoai(i));
    const day = new Afternoon(alertingOf(doai), doai);
    for (const [i, one] of doai.entries()) day.until(`16:${10 + i * 10}`).lose([one]);
    day.until('17:05');
    expect(day.told().filter((line) => line.includes('opened'))).toHaveLength(5);
  });

  it('a box that is back before the wait is over woke nobody', () => {
    const doai = many(10, (i) => inDoai(i));
    const day = new Afternoon(alertingOf(doai), doai);
    day.until('16:10').lose(doai.slice(0, 1)).until('16:13').find(doai).until('16:30');
    expect(day.told()).toEqual(['16:13 closed watch Mất tín hiệu (1)']);
    expect(day.newest.backdated).toBe(true);
  });

  it('is the same after a restart at any minute, and after commits that failed', () => {
    const doai = many(6, (i) => inDoai(i));
    const calm = new Afternoon(alertingOf(doai), doai);
    const rough = new Afternoon(alertingOf(doai), doai);
    for (const day of [calm, rough]) {
      const disturb = (now: number) => {
        if (day !== rough) return;
        if (now % 47_000 === 0) day.app.restart();
        if (now % 31_000 === 0) day.app.take([{ type: 'tick', received: now, clock: 'ok' }], true);
      };
      day.until('16:10', disturb).lose(doai).until('16:30', disturb).find(doai.slice(1)).until('16:55', disturb);
    }
    expect(rough.told([])).toEqual(calm.told([]));
    expect(rough.app.log.items('alerts')).toEqual(calm.app.log.items('alerts'));
  });
});
