import type { Alert } from '#hub/contracts';
import type { TestHub } from '#hub/testkit';

export async function get<T>(hub: TestHub, path: string): Promise<T> {
  const answer = await fetch(`${hub.url}${path}`);
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** Event times of a metric in the store, with how often each stands there. */
export async function storedTimes(
  hub: TestHub,
  device: string,
  metric: string,
  from: number,
  to: number,
): Promise<Map<number, number>> {
  const query = new URLSearchParams({ device, metric, from: String(from), to: String(to) });
  const { points } = await get<{ points: { time: number }[] }>(hub, `/api/readings?${query}`);
  const times = new Map<number, number>();
  for (const { time } of points) times.set(time, (times.get(time) ?? 0) + 1);
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
