import { describe, expect, it } from '@jest/globals';
import { Afternoon, FOUR, incidentsOf, MINUTE } from './people.js';
import { alertingOf, type Station, station } from './stations.js';

/** Dust above 100 µg/m³ is told of at once, and over at once. */
const AT_ONCE = 'test/faults/rules.json';
const minuteOf = (now: number) => Math.floor((now - FOUR) / MINUTE);
const dust = station('kk-1', 'air', { hamlet: 'Thôn Bắc' });

describe('flapping', () => {
  /** Dusty in these minutes of the afternoon. */
  const dustyIn = (minutes: readonly number[]) =>
    new Afternoon(alertingOf([dust], AT_ONCE), [dust], (_, now) => ({
      pm25: minutes.includes(minuteOf(now)) ? 150 : 20,
    }));
  const odd = (from: number, to: number) => Array.from({ length: (to - from) / 2 }, (_, i) => from + 2 * i);

  it('of a sensor is told of once, and once more when it is quiet', () => {
    const day = dustyIn(odd(10, 40)).until('17:30');
    expect(day.told()).toEqual([
      '16:10 opened warning Bụi mịn tăng cao (1)',
      '16:11 returned warning Bụi mịn tăng cao (1)',
      '16:12 reopened warning Bụi mịn tăng cao (2)',
      '16:13 returned warning Bụi mịn tăng cao (2)',
      '16:14 reopened warning Bụi mịn tăng cao (3)',
      '16:15 returned warning Bụi mịn tăng cao (3)',
      '16:16 flapping warning Bụi mịn tăng cao (4)',
      '17:09 returned warning Bụi mịn tăng cao (15)',
    ]);
    const flapping = incidentsOf(day.app.log.items('alerts')).find(({ change }) => change === 'flapping')!;
    expect(flapping.incident.text.sentence).toContain('Báo đi báo lại nhiều lần');
  });

  it('whoever took it is not asked again while it flaps', () => {
    const day = dustyIn(odd(10, 40)).until('16:20');
    const taken = { type: 'incident', action: { do: 'acknowledge' }, by: 'Anh Tư', at: day.now } as const;
    day.app.ask({ ...taken, id: 'r1', incident: day.newest.id });
    day.until('16:36');
    expect(day.newest).toMatchObject({ state: 'acknowledged', acknowledgement: { by: 'Anh Tư' } });
    day.until('17:30');
    expect(day.newest.state).toBe('closed');
  });

  it('of one station hides no other that has something to say', () => {
    const other = station('kk-2', 'air', { hamlet: 'Thôn Bắc' });
    const day = new Afternoon(alertingOf([dust, other], AT_ONCE), [dust, other], ({ device }, now) => {
      const flaps = device.id === 'kk-1' && minuteOf(now) % 2 === 0;
      return { pm25: flaps || (device.id === 'kk-2' && minuteOf(now) >= 20) ? 150 : 20 };
    });
    day.until('16:12');
    day.app.ask({
      ...{ type: 'incident', action: { do: 'acknowledge' }, by: 'Anh Tư', at: day.now },
      ...{ id: 'r1', incident: day.newest.id },
    });
    day.until('16:25');
    expect(day.told().slice(-2)).toEqual([
      '16:12 acknowledged warning Bụi mịn tăng cao (6)',
      '16:20 grew warning Bụi mịn tăng cao (12)',
    ]);
    expect(day.newest.state).toBe('unacknowledged');
  });

  it('is not what comes again an hour later: that is another incident', () => {
    const day = dustyIn([10, 70]).until('17:20');
    expect(day.told(['updated', 'returned'])).toEqual([
      '16:10 opened warning Bụi mịn tăng cao (1)',
      '17:10 opened warning Bụi mịn tăng cao (1)',
    ]);
  });
});

describe('a storm', () => {
  it('of 500 alerts in a minute is one matter a hamlet, opened once and over once', () => {
    const stations: Station[] = Array.from({ length: 500 }, (_, i) =>
      station(`kk-${i}`, 'air', { hamlet: `Thôn ${i % 5}` }),
    );
    const app = alertingOf(stations, AT_ONCE);
    const storm = new Afternoon(app, stations, (_, now) => ({ pm25: [5, 6].includes(minuteOf(now)) ? 200 : 20 }));
    storm.until('16:09');
    const opened = app.log.items('alerts').filter((item) => item.type === 'alert' && item.change === 'opened');
    expect(opened).toHaveLength(500);
    expect(storm.told(['updated', 'grew'])).toEqual([
      ...Array<string>(5).fill('16:05 opened warning Bụi mịn tăng cao (1)'),
      ...Array<string>(5).fill('16:07 returned warning Bụi mịn tăng cao (100)'),
    ]);
    const [first] = storm.app.service.incidents();
    expect(first!.counts).toEqual({ alerts: 100, open: 0, suppressed: 0, devices: 100 });
  });
});
