import { join } from 'node:path';
import { GROUP, STREAM } from '#hub/contracts';
import { ConsumerProblems, type EventLog, LmdbEventLog } from '#hub/event-log';
import { DeviceDirectory, openRegistry, type Registry } from '#hub/registry';
import { type Clock, systemClock } from '#hub/service-kit';
import { openTimeSeries, type TimeSeries } from '#hub/time-series';
import type { HubConfig, RegistryConfig } from './hub.config.js';
import { inTurn } from './in-turn.js';

/** Everything with a disk or a server behind it, opened in the order in which each needs the other. */
export interface Ports {
  clock: Clock;
  log: EventLog;
  problems: ConsumerProblems;
  registry: Registry;
  directory: DeviceDirectory;
  /** Reads the registry into the directory again. */
  refreshDirectory: () => Promise<void>;
  series: TimeSeries;
  close(): Promise<void>;
}

/** What another process changed (the command line) is known within this. */
const REFRESH_MS = 500;

/** Groups that read each stream: the log keeps what one of them has not read. */
const READERS = {
  [STREAM.telemetry]: [GROUP.decode],
  [STREAM.readings]: [GROUP.store, GROUP.presence, GROUP.alerting, GROUP.live, GROUP.commands, GROUP.analysis],
  [STREAM.presence]: [GROUP.live],
  [STREAM.alerts]: [GROUP.live, GROUP.history, GROUP.notifier, GROUP.fields],
  [STREAM.commands]: [GROUP.delivery, GROUP.live, GROUP.history],
  [STREAM.receipts]: [GROUP.commands],
  [STREAM.notices]: [GROUP.notifier, GROUP.live, GROUP.history],
  [STREAM.requests]: [GROUP.decode, GROUP.alerting, GROUP.commands, GROUP.clock, GROUP.notifier, GROUP.fields],
  [STREAM.findings]: [GROUP.decode, GROUP.live, GROUP.history, GROUP.fields],
  [STREAM.farm]: [GROUP.live, GROUP.fields],
  [STREAM.deadLetters]: [GROUP.live],
  [STREAM.refusals]: [GROUP.history],
} as const;

export const registryOf = ({ DATA_DIR, DATABASE_URL, SECRET_KEY_FILE }: RegistryConfig, clock: Clock): Registry =>
  openRegistry({
    ...{ path: join(DATA_DIR, 'registry.sqlite'), keyFile: SECRET_KEY_FILE ?? join(DATA_DIR, 'secret.key'), clock },
    ...(DATABASE_URL && { url: DATABASE_URL }),
  });

/** Opens all of it, or closes again what was opened and throws. */
export async function openPorts(config: HubConfig, onFatal: (error: unknown) => void): Promise<Ports> {
  const clock = systemClock;
  const { DATA_DIR, INFLUX_URL, LOG_COMMIT_MS } = config;
  const log = new LmdbEventLog({
    dir: join(DATA_DIR, 'log'),
    clock,
    commitMs: LOG_COMMIT_MS,
    groups: READERS,
    onFatal,
  });
  const registry = registryOf(config, clock);
  const series = openTimeSeries({ dir: join(DATA_DIR, 'series'), ...(INFLUX_URL && { url: INFLUX_URL }) });
  const directory = new DeviceDirectory();
  const refreshDirectory = inTurn(() => registry.loadDirectory(directory));
  let refreshing: NodeJS.Timeout | undefined = undefined;
  const close = async () => {
    clearInterval(refreshing);
    await series.stop();
    await registry.stop();
    await log.stop();
  };
  try {
    await log.start();
    await registry.start();
    await refreshDirectory();
    await series.start();
  } catch (error) {
    await close();
    throw error;
  }
  refreshing = setInterval(() => void refreshDirectory().catch(() => undefined), REFRESH_MS);
  refreshing.unref();
  return { clock, log, problems: new ConsumerProblems(), registry, directory, refreshDirectory, series, close };
}
