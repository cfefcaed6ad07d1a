import { describe, expect, it } from '@jest/globals';
import type { Gateway } from '#hub/contracts';
import { Afternoon, incidentsOf } from './people.js';
import { alertingOf, register, type Station, station } from './stations.js';

const many = (n: number, of: (i: number) => Station) => Array.from({ length: n }, (_, i) => of(i));
/** Four hamlets with three air stations and a canal gauge each. */
const NAMES = ['Đông', 'Đoài', 'Nam', 'Bắc'];
const hamlets = () =>
  NAMES.map((name) => [
    ...many(3, (i) => station(`${name}-${i}`, 'air', { hamlet: `Thôn ${name}` })),
    station(`${name}-k`, 'canal', { hamlet: `Thôn ${name}` }),
  ]);
const NEWS = ['updated', 'grew'] as const;

describe('an outage of the commune', () => {
  it('is one matter, and over once', () => {
    const all = hamlets().flat();
    const day = new Afternoon(alertingOf(all), all);
    day.until('16:10').lose(all).until('16:40').find(all).until('17:00');
    expect(day.told(NEWS)).toEqual([
      '16:13 opened warning Nghi mất điện cả xã (12)',
      '16:40 returned warning Nghi mất điện cả xã (16)',
    ]);
    expect(day.newest).toMatchObject({ cause: 'outage', scope: { kind: 'commune', id: '26734' }, counts: { open: 0 } });
    expect(day.newest.text.sentence).toBe(
      'Nghi mất điện hoặc mất mạng cả xã: 16 thiết bị ở 4 nơi im cùng lúc từ 16:09. Đã có tín hiệu trở lại lúc 16:40.',
    );
  });

  it('takes over what a hamlet that fell silent a moment before had begun, and nobody is told that it is over', () => {
    const [first, ...rest] = hamlets();
    const all = [first!, ...rest].flat();
    const day = new Afternoon(alertingOf(all), all);
    day.until('16:10').lose(first!).until('16:13').lose(rest.flat()).until('16:30');
    expect(day.told(NEWS)).toEqual([
      '16:13 opened warning Nghi mất điện (3)',
      '16:16 opened warning Nghi mất điện cả xã (12)',
      '16:16 closed warning Nghi mất điện (3)',
    ]);
    const ended = incidentsOf(day.app.log.items('alerts')).find(({ change }) => change === 'closed')!;
    expect(ended.incident.suppressed).toMatchObject({ by: day.newest.id });
    expect([...day.app.service.alerts()].map(({ suppressed }) => suppressed?.by)).toEqual(
      Array(16).fill(day.newest.id),
    );
  });

  it('lets go of a hamlet that does not come back with the others, as a whole', () => {
    const [first, ...rest] = hamlets();
    const all = [first!, ...rest].flat();
    const day = new Afternoon(alertingOf(all), all);
    day.until('16:10').lose(all).until('16:40').find(rest.flat()).until('17:10').find(first!).until('17:20');
    expect(day.told(NEWS)).toEqual([
      '16:13 opened warning Nghi mất điện cả xã (12)',
      '16:43 returned warning Nghi mất điện cả xã (16)',
      '16:58 opened warning Nghi mất điện (4)',
      '17:10 returned warning Nghi mất điện (4)',
    ]);
    expect(day.newest.text.sentence).toContain('Nghi mất điện thôn Đông: 4 thiết bị im cùng lúc từ 16:09.');
  });

  it('is none where one large hamlet has most of the devices', () => {
    const large = many(30, (i) => station(`lon-${i}`, 'air', { hamlet: 'Thôn Lớn' }));
    const small = NAMES.map((name) => station(`nho-${name}`, 'air', { hamlet: `Thôn ${name}` }));
    const all = [...large, ...small];
    const day = new Afternoon(alertingOf(all), all);
    day
      .until('16:10')
      .lose([...large, small[0]!])
      .until('16:30');
    expect(day.told(NEWS)).toEqual(['16:13 opened warning Nghi mất điện (30)', '16:14 opened watch Mất tín hiệu (1)']);
  });

  it('is none where all speak through one gateway: that has failed', () => {
    const lora: Gateway = {
      ...{ id: 'lora-1', commune: '26734', name: 'LoRa nhà văn hóa', codec: 'chirpstack' },
      ...{ topics: ['application/#'], simulated: false },
    };
    const all = hamlets()
      .flat()
      .map(({ profile, device }) => ({ profile, device: { ...device, gateway: 'lora-1', address: device.id } }));
    const day = new Afternoon(alertingOf(all, 'default', { gateways: [lora] }), all);
    day.until('16:10').lose(all).until('16:30');
    expect(day.told(NEWS)).toEqual(['16:13 opened warning Nghi hỏng bộ thu (12)']);
  });

  it('of one commune says nothing of another', () => {
    const here = hamlets().flat();
    const there = hamlets()
      .flat()
      .map(({ profile, device }) => ({ profile, device: { ...device, id: `x-${device.id}`, commune: '11111' } }));
    const all = [...here, ...there];
    const day = new Afternoon(alertingOf(all), all);
    day.until('16:10').lose(here).until('16:30');
    expect(day.told(NEWS)).toEqual(['16:13 opened warning Nghi mất điện cả xã (12)']);
    expect(day.newest.scope).toEqual({ kind: 'commune', id: '26734' });
  });

  it('is the same after a restart at any minute, and after commits that failed', () => {
    const [first, ...rest] = hamlets();
    const all = [first!, ...rest].flat();
    const calm = new Afternoon(alertingOf(all), all);
    const rough = new Afternoon(alertingOf(all), all);
    for (const day of [calm, rough]) {
      const disturb = (now: number) => {
        if (day !== rough) return;
        if (now % 47_000 === 0) day.app.restart();
        if (now % 31_000 === 0) day.app.take([{ type: 'tick', received: now, clock: 'ok' }], true);
      };
      day.until('16:10', disturb).lose(first!).until('16:13', disturb).lose(rest.flat());
      day.until('16:40', disturb).find(rest.flat()).until('17:00', disturb);
    }
    expect(calm.told(NEWS).slice(-2)).toEqual([
      '16:43 returned warning Nghi mất điện cả xã (16)',
      '16:58 reopened warning Nghi mất điện (4)',
    ]);
    expect(rough.told([])).toEqual(calm.told([]));
    expect(rough.app.log.items('alerts')).toEqual(calm.app.log.items('alerts'));
  });
});

describe('an outage that begins again', () => {
  it('with fewer devices than before is told of at once', () => {
    const doai = many(10, (i) => station(`doai-${i}`, 'air', { hamlet: 'Thôn Đoài' }));
    const day = new Afternoon(alertingOf(doai), doai);
    day.until('16:10').lose(doai).until('16:20').find(doai).until('16:22');
    const repaired = doai.map(({ profile, device }, i): Station => {
      return { profile, device: i < 6 ? device : { ...device, state: 'maintenance' } };
    });
    register(day.app.directory, repaired);
    day.lose(doai.slice(0, 4)).until('16:40');
    expect(day.told(NEWS)).toEqual([
      '16:13 opened warning Nghi mất điện (10)',
      '16:20 returned warning Nghi mất điện (10)',
      '16:25 reopened warning Nghi mất điện (14)',
    ]);
    expect(day.newest.text.sentence).toContain('thôn Đoài: 4 thiết bị im cùng lúc từ 16:21.');
  });
});
