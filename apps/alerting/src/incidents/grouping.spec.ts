import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { Alert, Reading } from '#hub/contracts';
import { Afternoon, FOUR, MINUTE } from '../timelines/people.js';
import { alertingOf, type Station, station } from '../timelines/stations.js';

const dir = mkdtempSync(join(tmpdir(), 'incidents-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const rule = (id: string, limit: number, more: object) => ({
  ...{ id, type: 'threshold', metric: 'pm25', direction: 'above', limit, clearAt: limit, kinds: ['air'], holdMs: 0 },
  ...{ clearMs: 0, source: 'test', evidence: 'local', template: 'air-pm25', ...more },
});
const RULES = join(dir, 'rules.json');
writeFileSync(
  RULES,
  JSON.stringify({
    ...{ id: 'test', vi: 'Thử' },
    rules: [
      rule('dust', 100, { severity: 'watch', cause: 'air' }),
      rule('much-dust', 200, { severity: 'warning', cause: 'air', template: 'air-pm25-very' }),
      rule('smoke', 60, { metric: 'co', severity: 'warning', cause: 'fire', template: 'air-co' }),
    ],
  }),
);

type Values = Reading['values'];
/** What each station measures from which minute on. */
const day = (stations: readonly Station[], story: Record<string, [minute: number, values: Values][]>) =>
  new Afternoon(alertingOf(stations, RULES), stations, ({ device }, now) => {
    const minute = (now - FOUR) / MINUTE;
    return (story[device.id] ?? []).findLast(([from]) => from <= minute)?.[1] ?? { pm25: 10, co: 1 };
  });
const inBac = (id: string) => station(id, 'air', { hamlet: 'Thôn Bắc', place: `ngõ ${id}` });
const scopes = (app: ReturnType<typeof alertingOf>) =>
  app.service.incidents().map(({ cause, scope, counts }) => `${cause} ${scope.kind} ${scope.id} ${counts.alerts}`);

describe('alerts', () => {
  it('of one cause in one hamlet at one time are one incident; of another cause or hamlet another', () => {
    const stations = [inBac('a'), inBac('b'), station('c', 'air', { hamlet: 'Thôn Nam' })];
    const told = day(stations, { a: [[5, { pm25: 150, co: 90 }]], b: [[7, { pm25: 150 }]], c: [[7, { pm25: 150 }]] });
    told.until('16:10');
    expect(scopes(told.app).sort()).toEqual([
      'air hamlet Thôn Bắc 2',
      'air hamlet Thôn Nam 1',
      'fire hamlet Thôn Bắc 1',
    ]);
  });

  it('of smoke are one fire where their stations stand near, whatever the hamlets are called; of dust they are not', () => {
    const at = (id: string, hamlet: string, metres: number) =>
      station(id, 'air', { hamlet, lat: 20.4, lon: 106.3 + metres / 104_400 });
    const stations = [at('a', 'Thôn Bắc', 0), at('b', 'Thôn Nam', 1500), at('c', 'Thôn Đông', 6000)];
    const smoky: [number, Values][] = [[5, { pm25: 150, co: 90 }]];
    const told = day(stations, { a: smoky, b: [[9, { pm25: 150, co: 90 }]], c: smoky });
    told.until('16:20');
    expect(scopes(told.app).sort()).toEqual([
      'air hamlet Thôn Bắc 1',
      'air hamlet Thôn Nam 1',
      'air hamlet Thôn Đông 1',
      'fire hamlet Thôn Bắc 2',
      'fire hamlet Thôn Đông 1',
    ]);
  });

  it('without a hamlet are of the site, or of the device', () => {
    const at = (id: string, more: object) => station(id, 'air', { hamlet: undefined, ...more } as object);
    const stations = [at('a', { site: 's' }), at('b', { site: 's' }), at('c', {}), at('d', {})];
    const dusty: [number, Values][] = [[5, { pm25: 150 }]];
    const told = day(stations, Object.fromEntries(stations.map(({ device }) => [device.id, dusty])));
    told.until('16:10');
    expect(scopes(told.app).sort()).toEqual(['air device c 1', 'air device d 1', 'air site s 2']);
  });

  it('of two communes with hamlets of one name are two incidents', () => {
    const other = station('c', 'air', { hamlet: 'Thôn Bắc', commune: '11111' });
    const told = day([inBac('a'), other], { a: [[5, { pm25: 150 }]], c: [[5, { pm25: 150 }]] });
    told.until('16:10');
    const incidents = told.app.service.incidents();
    expect(incidents.map(({ commune, counts }) => [commune, counts.alerts]).sort()).toEqual([
      ['11111', 1],
      ['26734', 1],
    ]);
    expect(new Set(incidents.map(({ id }) => id)).size).toBe(2);
  });

  it('say of which places they are, a device of each, also when another leads and after a restart', () => {
    const at = (id: string, plot: string) => station(id, 'air', { hamlet: 'Thôn Bắc', plot });
    const stations = [at('a', 'p-1'), at('b', 'p-1'), at('c', 'p-2')];
    const told = day(stations, {
      a: [
        [5, { pm25: 150 }],
        [8, { pm25: 20 }],
      ],
      b: [[6, { pm25: 150 }]],
      c: [[7, { pm25: 250 }]],
    });
    told.until('16:10');
    told.app.restart();
    told.until('16:12');
    expect(told.app.service.incidents()).toMatchObject([{ target: 'c', targets: ['a', 'c'] }]);
  });

  it('make an incident more severe, and none makes it less; the words are of what goes on', () => {
    const told = day([inBac('a'), inBac('b')], {
      a: [
        [5, { pm25: 150 }],
        [15, { pm25: 20 }],
      ],
      b: [
        [8, { pm25: 250 }],
        [12, { pm25: 150 }],
        [20, { pm25: 20 }],
      ],
    });
    told.until('16:11');
    expect(told.newest).toMatchObject({ severity: 'warning', target: 'b', text: { title: 'Bụi mịn rất cao' } });
    expect(told.newest.text.sentence).toMatch(/ngõ b .*Cùng việc này còn 2 báo động khác\.$/);
    told.until('16:17');
    expect(told.newest.text).toMatchObject({ title: 'Bụi mịn tăng cao', place: 'Thôn Bắc, ngõ b' });
    told.until('16:25');
    expect(told.told()).toEqual([
      '16:05 opened watch Bụi mịn tăng cao (1)',
      '16:08 raised warning Bụi mịn rất cao (3)',
      '16:20 returned warning Bụi mịn tăng cao (3)',
    ]);
  });

  it('that only late data tell of are for the record, or of what goes on; nobody is told', () => {
    const told = day([inBac('a'), inBac('b')], { b: [[30, { pm25: 150 }]] });
    told.until('16:20');
    const backlog = (minutes: [number, number][]) =>
      told.app.take(
        minutes.map(([minute, pm25]) => {
          const ts = FOUR + minute * MINUTE + 1;
          const times = { ts, received: told.now, late: told.now - ts > 10 * MINUTE };
          return {
            ...{ type: 'reading', commune: '26734', device: 'a', kind: 'air' },
            ...times,
            values: { pm25 },
            simulated: false,
          };
        }),
      );
    backlog([
      [1, 150],
      [3, 20],
    ]);
    expect(told.told([])).toEqual(['16:20 closed watch Bụi mịn tăng cao (1)']);
    expect(told.newest).toMatchObject({ backdated: true, state: 'closed' });
    told.until('16:50');
    backlog([
      [31, 150],
      [33, 20],
    ]);
    expect(told.told([]).slice(1)).toEqual([
      '16:30 opened watch Bụi mịn tăng cao (1)',
      '16:50 grew watch Bụi mịn tăng cao (2)',
    ]);
    expect(told.newest.counts).toMatchObject({ alerts: 2, open: 1 });
  });

  it('of a release that knew no incidents get theirs, and nobody is told again', () => {
    const told = day([inBac('a')], { a: [[5, { pm25: 150 }]] }).until('16:10');
    const { log, service } = told.app;
    const [{ incident, ...alert }] = [...service.alerts()] as [Alert];
    log.run((commit) => {
      commit.put(`a/${alert.id}`, alert);
      commit.put(`i/${incident}`, undefined);
    });
    told.app.restart();
    told.until('16:12');
    expect(told.told([])).toEqual([
      '16:05 opened watch Bụi mịn tăng cao (1)',
      '16:10 updated watch Bụi mịn tăng cao (1)',
    ]);
    expect([...told.app.service.alerts()]).toMatchObject([{ incident }]);
  });

  it('are forgotten in the end, and their incidents with them', () => {
    const told = day([inBac('a')], {
      a: [
        [5, { pm25: 150 }],
        [6, { pm25: 20 }],
      ],
    }).until('16:10');
    expect(told.newest.state).toBe('returned');
    for (let hour = 1; hour <= 8 * 24; hour++)
      told.app.take([{ type: 'tick', received: told.now + hour * 60 * MINUTE, clock: 'ok' }]);
    expect(told.newest.state).toBe('closed');
    expect([told.app.service.incidents(), [...told.app.service.alerts()]]).toEqual([[], []]);
  });
});
