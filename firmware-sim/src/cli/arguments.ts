import { parseArgs } from 'node:util';
import { claimCodeSchema, claimSecretSchema, parseLabel } from '#hub/contracts';
import { scenarioOf, SCENARIOS } from '../scenarios/scenarios.js';
import { seedOf } from '../random.js';
import type { Settings } from './settings.js';

/** The command line was used in a way it does not know; the message says how. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

interface Common {
  mqttUrl: string;
  apiUrl: string;
}
export type Command =
  | { is: 'help' }
  | (Common & { is: 'scenario'; scenario: string; seed: number; speed: number; seconds?: number })
  | (Common & { is: 'replay'; dir: string; speed?: number })
  | (Common & { is: 'fresh'; code: string; secret: string; profile?: string; every?: number; seconds?: number })
  | (Common & { is: 'fresh-many'; count: number; profile: string })
  | (Common & { is: 'load'; devices: number; rate: number; seconds: number; seed: number });

/** Of the hub, where the command line does not say otherwise. */
export type Defaults = Pick<Settings, 'httpHost' | 'httpPort' | 'mqttHost' | 'mqttPort'>;

const OPTIONS = {
  scenario: { type: 'string' },
  seed: { type: 'string' },
  url: { type: 'string' },
  api: { type: 'string' },
  speed: { type: 'string' },
  duration: { type: 'string' },
  devices: { type: 'string' },
  rate: { type: 'string' },
  seconds: { type: 'string' },
  code: { type: 'string' },
  secret: { type: 'string' },
  profile: { type: 'string' },
  every: { type: 'string' },
  count: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;
type Option = keyof typeof OPTIONS;

/** Which options each command knows, beside the hub's addresses. */
const KNOWS = {
  scenario: ['scenario', 'seed', 'speed', 'duration'],
  replay: ['speed'],
  load: ['devices', 'rate', 'seconds', 'seed'],
  fresh: ['code', 'secret', 'profile', 'every', 'seconds', 'count'],
} as const satisfies Record<string, readonly Option[]>;

/** Reads the words after the command's name. @throws UsageError */
export function readArguments(args: readonly string[], defaults: Defaults): Command {
  const { values, positionals } = parsed(args);
  const [word, ...rest] = positionals;
  if (values.help || word === 'help') return { is: 'help' };
  if (word !== undefined && word !== 'replay' && word !== 'load' && word !== 'fresh')
    throw new UsageError(`Không hiểu "${word}" / "${word}" is not known (replay, load, fresh, --scenario)`);
  const known: readonly string[] = [...KNOWS[word ?? 'scenario'], 'url', 'api'];
  const strange = Object.keys(values).filter((name) => !known.includes(name));
  if (strange.length > 0)
    throw new UsageError(
      `--${strange[0]}: không dùng ở đây / does not belong here (${known.map((k) => `--${k}`).join(' ')})`,
    );
  const common = {
    mqttUrl: address('url', values.url ?? `mqtt://${defaults.mqttHost}:${defaults.mqttPort}`, ['mqtt:', 'mqtts:']),
    apiUrl: address('api', values.api ?? `http://${defaults.httpHost}:${defaults.httpPort}`, ['http:', 'https:']),
  };
  const seed = seedFrom(values.seed);
  const positive = (name: 'speed' | 'duration' | 'devices' | 'rate' | 'seconds' | 'every' | 'count') =>
    number(name, values[name]);
  switch (word) {
    case 'replay': {
      if (rest.length !== 1) throw new UsageError('replay <thư mục>: cần đúng một thư mục / exactly one folder');
      const speed = positive('speed');
      return { is: 'replay', ...common, dir: rest[0]!, ...(speed !== undefined && { speed }) };
    }
    case 'load': {
      none(rest);
      const devices = positive('devices') ?? 50;
      whole('devices', devices);
      return {
        is: 'load',
        ...common,
        devices,
        rate: positive('rate') ?? 100,
        seconds: positive('seconds') ?? 30,
        seed,
      };
    }
    case 'fresh': {
      none(rest);
      const count = positive('count');
      if (count !== undefined)
        return { is: 'fresh-many', ...common, count: whole('count', count), profile: values.profile ?? 'air-station' };
      const [every, seconds] = [positive('every'), positive('seconds')];
      return {
        ...{ is: 'fresh', ...common, ...labelFrom(values.code, values.secret) },
        ...(values.profile !== undefined && { profile: values.profile }),
        ...(every !== undefined && { every }),
        ...(seconds !== undefined && { seconds }),
      };
    }
    default: {
      none(rest);
      const scenario = values.scenario ?? 'demo';
      if (!scenarioOf(scenario))
        throw new UsageError(
          `--scenario: không có "${scenario}" / there is no "${scenario}" (${['all', ...Object.keys(SCENARIOS)].join(', ')})`,
        );
      const seconds = positive('duration');
      return {
        is: 'scenario',
        ...common,
        scenario,
        seed,
        speed: positive('speed') ?? 60,
        ...(seconds !== undefined && { seconds }),
      };
    }
  }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function whole(name: Option, value: number): number {
  if (!Number.isInteger(value) || value > 9999)
    throw new UsageError(`--${name}: số nguyên từ 1 đến 9999 / a whole number from 1 to 9999`);
  return value;
}

/** What stands on a label: its digits and its key, or the whole text of its square code in place of the digits. */
function labelFrom(code = '', secret = ''): { code: string; secret: string } {
  const label = parseLabel(code);
  if (label) return label;
  const digits = claimCodeSchema.safeParse(code);
  if (!digits.success) throw new UsageError('--code: cần 8 chữ số trên tem / the 8 digits of a label');
  if (!claimSecretSchema.safeParse(secret).success)
    throw new UsageError('--secret: cần khóa trên tem / the key that the label carries');
  return { code: digits.data, secret };
}

function none(rest: readonly string[]): void {
  if (rest.length > 0) throw new UsageError(`Không hiểu / not understood: ${rest.join(' ')}`);
}

/** A whole number as it is, any other text by its letters; absent: 1. */
function seedFrom(text: string | undefined): number {
  if (text === undefined) return 1;
  return /^\d{1,9}$/.test(text) ? Number(text) : seedOf('seed', text);
}

function number(name: Option, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text.replace(',', '.'));
  if (text.trim() === '' || !Number.isFinite(value) || value <= 0)
    throw new UsageError(`--${name}: cần một số lớn hơn 0 / a number above 0`);
  return value;
}

function address(name: Option, text: string, schemes: readonly string[]): string {
  if (!URL.canParse(text) || !schemes.includes(new URL(text).protocol))
    throw new UsageError(`--${name}: cần một địa chỉ ${schemes.map((s) => `${s}//…`).join(' / ')} / an address`);
  return text;
}
