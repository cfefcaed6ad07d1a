import { join } from 'node:path';
import { openTimeSeries, type Point } from '#hub/time-series';

/** Writes into the store of a hub that does not run: the past as it came then, and not as it would come now. */
export async function writeSeries(dataDir: string, points: readonly Point[]): Promise<void> {
  const series = openTimeSeries({ dir: join(dataDir, 'series') });
  await series.start();
  try {
    const [rejected] = await series.write(points);
    if (rejected) throw new Error(`the store does not take ${JSON.stringify(rejected)}`);
  } finally {
    await series.stop();
  }
}
