import { type Alert, GROUP, type Group, STREAM, type Stream } from '#hub/contracts';
import { eventually, type TestHub } from '#hub/testkit';

export async function get<T>(hub: TestHub, path: string): Promise<T> {
  const answer = await hub.fetch(path);
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** What the store has of a metric, in time order. */
export async function storedValues(
  hub: TestHub,
  device: string,
  metric: string,
  from: number,
  to: number,
): Promise<[time: number, value: number][]> {
  const query = new URLSearchParams({ device, metric, from: String(from), to: String(to) });
  const { points } = await get<{ points: { time: number; value: number }[] }>(hub, `/api/readings?${query}`);
  return points.map(({ time, value }) => [time, value]);
}

/** Event times of a metric in the store, with how often each stands there. */
export async function storedTimes(...asked: Parameters<typeof storedValues>): Promise<Map<number, number>> {
  const times = new Map<number, number>();
  for (const [time] of await storedValues(...asked)) times.set(time, (times.get(time) ?? 0) + 1);
  return times;
}

/** All alerts of a target, open and over, following the pages. */
export async function alertsOf(hub: TestHub, target: string): Promise<Alert[]> {
  const all: Alert[] = [];
  for (let offset = 0; ; offset += 200) {
    const page = await get<{ alerts: Alert[] }>(hub, `/api/alerts?target=${target}&limit=200&offset=${offset}`);
    all.push(...page.alerts);
    if (page.alerts.length < 200) return all;
  }
}

/** One line of GET /metrics, by its name with labels. */
export async function figure(hub: TestHub, line: string): Promise<number> {
  const text = await (await hub.fetch('/metrics')).text();
  const found = text.split('\n').find((each) => each.startsWith(`${line} `));
  if (!found) throw new Error(`no ${line} in /metrics`);
  return Number(found.slice(line.length + 1));
}

const behind = (hub: TestHub, stream: Stream, group: Group) =>
  figure(hub, `commune_log_items_behind{stream="${stream}",group="${group}"}`);

/**
 * Resolves when all that came so far has been decided on, and what came of it can be asked for: only then the absence of
 * an alert says something.
 */
export async function decided(hub: TestHub): Promise<void> {
  const path = [
    [STREAM.telemetry, GROUP.decode],
    [STREAM.readings, GROUP.alerting],
    [STREAM.alerts, GROUP.live],
    [STREAM.alerts, GROUP.history],
  ] as const;
  for (const [stream, group] of path)
    await eventually(
      `nothing of ${stream} waiting for ${group}`,
      () => behind(hub, stream, group),
      (items) => items === 0,
      30_000,
    );
}
