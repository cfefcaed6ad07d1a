import type { HubApi } from '../hub/hub-api.js';
import type { StateFolder } from '../hub/state-folder.js';
import { sayer } from '../cli/say.js';
import { FreshDevice } from './fresh-device.js';
import { modelOf } from './model.js';
import { type FreshAccount, provision } from './provision.js';

export interface RunFreshOptions {
  /** Says what its profile measures. */
  api: HubApi;
  mqttUrl: string;
  code: string;
  secret: string;
  /** Model that it is built as; absent: what the hub says that it is. */
  profile?: string;
  /** How often it measures, seconds; absent: as often as its profile says. */
  every?: number;
  /** Absent: until somebody stops it. */
  seconds?: number;
  state: StateFolder;
  write: (line: string) => void;
  now: () => number;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A new box out of its carton: gets itself an account with its label, and sends what it measures. */
export async function runFresh(options: RunFreshOptions): Promise<void> {
  const { mqttUrl: url, code, secret, state, write, now, seconds } = options;
  const say = sayer(write, now);
  const stopping = new AbortController();
  const stop = () => stopping.abort(new Error('stopped'));
  for (const signal of SIGNALS) process.once(signal, stop);
  const timer = seconds === undefined ? undefined : setTimeout(stop, seconds * 1000);
  const stopped = new Promise<void>((resolve) => stopping.signal.addEventListener('abort', () => resolve()));
  try {
    const account = await accountOf(options, (vi, en) => say({ vi, en }), stopping.signal);
    if (!account) return;
    const device = new FreshDevice({
      ...{ url, now, id: account.id, commune: account.commune, secret: state.secret(account.id) ?? account.secret },
      model: await modelOf(options.api, options.profile ?? account.profile),
      everyMs: options.every === undefined ? account.intervalMs : options.every * 1000,
      keepSecret: (fresh) => {
        state.keepSecret(account.id, fresh);
        say({ vi: 'đã đổi mật khẩu', en: 'has changed its secret' });
      },
      onSent: (values) => say({ vi: `đã gửi ${JSON.stringify(values)}`, en: 'acknowledged' }),
      onRefused: () => say({ vi: 'hub không cho vào', en: 'the hub does not let it in' }),
    });
    device.start();
    await stopped;
    await device.stop();
  } finally {
    clearTimeout(timer);
    for (const signal of SIGNALS) process.removeListener(signal, stop);
  }

  async function accountOf(
    { profile }: RunFreshOptions,
    tell: (vi: string, en: string) => void,
    signal: AbortSignal,
  ): Promise<FreshAccount | undefined> {
    const known = state.account(code);
    if (known) return known;
    try {
      const says = { model: profile ?? 'mô phỏng', firmware: 'sim' };
      const account = await provision({ url, code, secret, says, say: tell, signal });
      state.keepAccount(code, account);
      tell(`là thiết bị "${account.id}"`, `is device "${account.id}"`);
      return account;
    } catch (error) {
      if (signal.aborted) return undefined;
      throw error;
    }
  }
}
