import type { Alert } from '#hub/contracts';
import type { TestHub } from '#hub/testkit';

export async function get<T>(hub: TestHub, path: string): Promise<T> {
  const answer = await fetch(`${hub.url}${path}`);
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
