import { createStore } from '../../live/store.js';
import { alone } from '../storage/alone.js';
import type { PhoneStore } from '../storage/phone-store.js';
import { pauseAfter } from './pause.js';
import type { Sent } from './sent.js';

/** How the way to the centre is, as far as the last try showed. */
export type Line = 'unknown' | 'sending' | 'open' | 'unreachable' | 'signed-out' | 'later';
/** Another tab or the service worker is at it: look again soon. */
const ELSEWHERE_MS = 1500;

/** Sends what waits, and tries again: with growing pauses, and at once when there is reason to hope. */
export class Outbox {
  readonly line = createStore<Line>('unknown');
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running = false;
  private again = false;
  private started = false;

  constructor(
    private readonly store: PhoneStore,
    /** Held while somebody sends: a tab, or the service worker. */
    private readonly lock: string,
    private readonly sendWaiting: () => Promise<Sent>,
    /** Called when jobs may have changed. */
    private readonly onChanged: () => Promise<void>,
  ) {}

  start(): void {
    this.started = true;
    window.addEventListener('online', this.hope);
    document.addEventListener('visibilitychange', this.hope);
    void this.send();
  }

  stop(): void {
    this.started = false;
    clearTimeout(this.timer);
    window.removeEventListener('online', this.hope);
    document.removeEventListener('visibilitychange', this.hope);
  }

  /** Tries now; while it is trying, once more after that. */
  async send(): Promise<void> {
    clearTimeout(this.timer);
    if (this.running) {
      this.again = true;
      return;
    }
    this.running = true;
    const before = this.line.get();
    if ((await this.store.all<{ state: string }>('jobs')).some(({ state }) => state === 'queued'))
      this.line.set('sending');
    const sent = await alone(this.lock, this.sendWaiting).catch(() => FAILED);
    this.running = false;
    await this.onChanged();
    this.take(sent, before);
  }

  private take(sent: Sent | undefined, before: Line): void {
    if (this.again) {
      this.again = false;
      void this.send();
    } else if (!sent) this.later(ELSEWHERE_MS);
    else if ('why' in sent) {
      this.failures = sent.why === 'unreachable' ? this.failures + 1 : 0;
      this.line.set(sent.why);
      // nothing changes until somebody signs in; then this page is told
      if (sent.why !== 'signed-out') this.later(sent.retryInMs ?? pauseAfter(this.failures));
    } else {
      this.failures = 0;
      this.line.set(sent.sent > 0 || before === 'sending' ? 'open' : before);
    }
  }

  private later(ms: number): void {
    if (this.started) this.timer = setTimeout(() => void this.send(), ms);
  }

  private readonly hope = () => {
    if (document.visibilityState === 'hidden') return;
    this.failures = 0;
    void this.send();
  };
}
const FAILED: Sent = { sent: 0, left: 1, why: 'unreachable' };
