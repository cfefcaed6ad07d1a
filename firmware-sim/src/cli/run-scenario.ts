import type { HubApi } from '../hub/hub-api.js';
import type { StateFolder } from '../hub/state-folder.js';
import { scenarioOf } from '../scenarios/scenarios.js';
import { Simulation } from '../simulation.js';
import { sayer } from './say.js';

export interface RunOptions {
  api: HubApi;
  mqttUrl: string;
  state: StateFolder;
  scenario: string;
  seed: number;
  speed: number;
  /** Absent: until somebody stops it. */
  seconds?: number;
  now: () => number;
  write: (line: string) => void;
}

const TELL_MS = 30_000;

/** Runs a scenario until its time is over or the program is told to stop. */
export async function runScenario({ scenario: name, seconds, write, ...rest }: RunOptions): Promise<void> {
  const scenario = scenarioOf(name)!;
  const say = sayer(write, rest.now);
  const simulation = new Simulation({ ...rest, scenario, say });
  await simulation.start();
  say(scenario);
  const telling = setInterval(() => write(countsOf(simulation)), TELL_MS);
  try {
    await stopped(seconds);
  } finally {
    clearInterval(telling);
    write(countsOf(simulation));
    await simulation.stop();
  }
}

export function countsOf(simulation: Simulation): string {
  const { acknowledged, waiting, lost, up, accounts } = simulation.counts();
  return `${up}/${accounts} đường truyền / lines, ${acknowledged} đã xác nhận / acknowledged, ${waiting} còn chờ / waiting${lost > 0 ? `, ${lost} bị ghi đè / overwritten` : ''}`;
}

/** Resolves after so many seconds, or at the first signal. */
function stopped(seconds: number | undefined): Promise<void> {
  return new Promise((resolve) => {
    const timer = seconds === undefined ? undefined : setTimeout(() => done(), seconds * 1000);
    const done = () => {
      clearTimeout(timer);
      for (const signal of SIGNALS) process.removeListener(signal, done);
      resolve();
    };
    for (const signal of SIGNALS) process.on(signal, done);
  });
}
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
