import { isMetric, type Quality } from '#hub/contracts';
import { HOUR_MS, hourOf } from '../bins/sources.js';
import { type HourRollup, Tally } from '../bins/tally.js';
import { GOOD, gradeOf } from '../points/grade.js';
import type { Cell, InfluxClient, Rows } from './influx-client.js';
import { gradeOfMark, PAGE_ROWS } from './influx-rows.js';
import { selectEverything, selectRollups } from './influx-ql.js';
import type { LineBuffer } from './line-buffer.js';
import { markOf, rollupLine, type SeriesName } from './line-protocol.js';
import { writeAll } from './write-all.js';

/** Hours of one device that are read together. */
const RUN_HOURS = 24;

interface Run extends SeriesName {
  from: number;
  to: number;
}
type Rollups = Map<number, Map<string, HourRollup>>;

/** Makes the rollups of these hours from their raw points; `expiredBefore` is where those begin to be missing. */
export async function rollUpHours(
  client: InfluxClient,
  hours: readonly (SeriesName & { hour: number })[],
  expiredBefore: number,
): Promise<void> {
  for (const run of runsOf(hours)) {
    const rollups = await rollupsOf(client, run);
    if (run.from < expiredBefore) keepFuller(rollups, await storedRollups(client, run), expiredBefore);
    const lines = [...rollups].filter(([, metrics]) => metrics.size > 0);
    const line = ([hour, metrics]: (typeof lines)[number], out: LineBuffer) => out.text(rollupLine(run, hour, metrics));
    const [refused] = await writeAll(lines, line, (text) => client.send(text));
    if (refused) throw new Error(`rollup of ${run.device}: ${refused.reason}`);
  }
}

/** Hours of a series that follow each other, together. */
function runsOf(hours: readonly (SeriesName & { hour: number })[]): Run[] {
  const runs = new Map<string, Run[]>();
  for (const { kind, commune, device, hour } of [...hours].sort((a, b) => a.hour - b.hour)) {
    const key = `${kind} ${commune} ${device}`;
    const list = runs.get(key) ?? [];
    runs.set(key, list);
    const last = list.at(-1);
    if (last && last.to >= hour && hour + HOUR_MS - last.from <= RUN_HOURS * HOUR_MS) last.to = hour + HOUR_MS;
    else list.push({ kind, commune, device, from: hour, to: hour + HOUR_MS });
  }
  return [...runs.values()].flat();
}

async function rollupsOf(client: InfluxClient, run: Run): Promise<Rollups> {
  const tallies = new Map<number, Map<string, Tally>>();
  let { from } = run;
  for (;;) {
    const [page] = await client.query(selectEverything({ ...run, from }, PAGE_ROWS));
    tallyRows(page!, tallies);
    if (page!.values.length < PAGE_ROWS) break;
    from = (page!.values.at(-1)![0] as number) + 1;
  }
  return new Map(
    [...tallies].map(([hour, metrics]) => [hour, new Map([...metrics].map(([m, tally]) => [m, tally.rollup(hour)]))]),
  );
}

function tallyRows({ columns, values }: Rows, tallies: Map<number, Map<string, Tally>>): void {
  const at = columns.filter(isMetric).map((metric) => ({
    metric,
    value: columns.indexOf(metric),
    q: columns.indexOf(markOf(metric)),
  }));
  for (const row of values) {
    const hour = hourOf(row[0] as number);
    let ofHour = tallies.get(hour);
    if (!ofHour) tallies.set(hour, (ofHour = new Map()));
    for (const { metric, value, q } of at) {
      if (row[value] === null) continue;
      let tally = ofHour.get(metric);
      if (!tally) ofHour.set(metric, (tally = new Tally('all')));
      tally.add(row[value] as number, gradeOfMark(row[q]));
    }
  }
}

async function storedRollups(client: InfluxClient, run: Run): Promise<Rollups> {
  const [rows] = await client.query(selectRollups(run));
  const metrics = rows!.columns.filter((c) => c.endsWith('_count')).map((c) => c.slice(0, -'_count'.length));
  const rollups: Rollups = new Map();
  for (const metric of metrics)
    for (const rollup of readRollups(rows!, metric)) {
      const ofHour = rollups.get(rollup.hour) ?? new Map<string, HourRollup>();
      rollups.set(rollup.hour, ofHour.set(metric, rollup));
    }
  return rollups;
}

/** Rollups of one metric, from rows with its fields. */
export function readRollups({ columns, values }: Rows, metric: string): HourRollup[] {
  const cell = (row: Cell[], field: string) => row[columns.indexOf(`${metric}_${field}`)];
  const number = (row: Cell[], field: string) => Number(cell(row, field) ?? 0);
  return values
    .filter((row) => cell(row, 'count') != null)
    .map((row) => {
      const q = cell(row, 'q');
      return {
        hour: row[0] as number,
        count: number(row, 'count'),
        worst: q === 'good' ? GOOD : gradeOf(q as Quality),
        good: number(row, 'good'),
        sum: number(row, 'sum'),
        min: number(row, 'min'),
        max: number(row, 'max'),
        last: number(row, 'last'),
        median: number(row, 'median'),
      };
    });
}

/** Where raw points are gone already, a straggler must not replace what was made of all of them. */
function keepFuller(made: Rollups, stored: Rollups, expiredBefore: number): void {
  for (const [hour, metrics] of made) {
    if (hour >= expiredBefore) continue;
    for (const [metric, rollup] of metrics)
      if ((stored.get(hour)?.get(metric)?.count ?? 0) > rollup.count) metrics.delete(metric);
  }
}
