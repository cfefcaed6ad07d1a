import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { describeWith } from '#hub/testkit';
import { closeBin, feed, mergeBins, NOTHING_SEEN, type SmokeRules, type SmokeSite } from '#hub/smoke';

const DAY = '../shared/domain/open/aberdeen-2018-11-04';
const rules = JSON.parse(readFileSync('reference/smoke.json', 'utf8')) as SmokeRules;
const BIN = rules.bins.minutes * 60_000;
const midnight = Date.UTC(2018, 10, 4);
const clock = (ms: number) => new Date(ms).toISOString().slice(11, 16);

/** sensor.community archive, UTC: P1 is PM10, P2 is PM2.5. */
function* readDay() {
  for (const file of readdirSync(DAY).filter((name) => name.endsWith('.csv'))) {
    const [header, ...lines] = readFileSync(join(DAY, file), 'utf8').trim().split('\n');
    const names = header!.split(';');
    for (const line of lines) {
      const cells = line.split(';');
      const cell = (name: string) => cells[names.indexOf(name)]!;
      const ts = Date.parse(`${cell('timestamp')}Z`);
      yield { id: cell('sensor_id'), ts, pm25: Number(cell('P2')), pm10: Number(cell('P1')) };
    }
  }
}

describeWith('recorded data', 'the eve of Bonfire Night 2018 at six real sensors', () => {
  it('BURN-O1: six bins of one sensor stand out, and are two events', () => {
    let state = NOTHING_SEEN;
    const ids = new Set<string>();
    for (const { id, ts, pm25, pm10 } of readDay()) {
      ids.add(id);
      state = feed(feed(state, id, 'pm25', ts, pm25), id, 'pm10', ts, pm10);
    }
    const site: SmokeSite = {
      stations: Object.fromEntries([...ids].map((id, i) => [id, { x: 9000 * i, y: 0 }])),
      season: 'red-river',
    };
    const found: { station: string; start: number; pm25: number; background: number; source: string }[] = [];
    for (let start = midnight; start < midnight + 24 * 3_600_000; start += BIN) {
      const seen = closeBin(state, start, site, {}, rules);
      state = seen.state;
      for (const v of seen.verdicts)
        if (v.because === 'candidate')
          found.push({
            station: v.station,
            start,
            pm25: Number(v.pm25!.toFixed(1)),
            background: Number(v.background!.value.toFixed(1)),
            source: v.background!.source,
          });
    }
    expect(found.map(({ station, start, pm25, background }) => [station, clock(start), pm25, background])).toEqual([
      ['15092', '17:20', 39.5, 4.7],
      ['15092', '19:40', 39.8, 6.5],
      ['15092', '19:50', 39.1, 6.9],
      ['15092', '20:00', 41.5, 7],
      ['15092', '20:10', 96.3, 7.3],
      ['15092', '20:20', 49.1, 7.7],
    ]);
    expect(found.every(({ source }) => source === 'others')).toBe(true);
    const events = mergeBins(
      found.map(({ start }) => start),
      rules,
    );
    expect(events.map(({ from, to }) => [clock(from), clock(to)])).toEqual([
      ['17:20', '17:30'],
      ['19:40', '20:30'],
    ]);
    // the watch tells of the evening's fire alone: the short peak is a lone weak sign
    expect(Object.values(state.incidents).map(({ from }) => clock(from))).toEqual(['19:40']);
  });
});
