import { createStore } from '../../live/plain-store.js';
import { RequestFailed } from '../../live/rest.js';

/** Whether the hub answered when it was asked last. */
export type AskedLine = 'unknown' | 'open' | 'lost';

const LINE_SIGNS = ['online', 'offline'] as const;

/** Asks the hub again and again while the page is seen, and at once when it is looked at. */
export class Asker {
  readonly line = createStore<AskedLine>('unknown');
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** The asking that is under way, with what was asked for meanwhile. */
  private asking: Promise<void> | undefined;
  private again = false;

  constructor(
    /** Asks and keeps what came; rejects where nothing did. */
    private readonly ask: () => Promise<void>,
    private readonly everyMs: number,
    private readonly retryMs: number,
  ) {}

  start(): void {
    document.addEventListener('visibilitychange', this.look);
    // a phone that says it has no line is asked whether that is so
    for (const sign of LINE_SIGNS) window.addEventListener(sign, this.look);
    void this.refresh();
  }

  stop(): void {
    clearTimeout(this.timer);
    document.removeEventListener('visibilitychange', this.look);
    for (const sign of LINE_SIGNS) window.removeEventListener(sign, this.look);
  }

  /** Resolves when an asking that began after this call has ended: one under way may know nothing yet of what was just done. */
  refresh(): Promise<void> {
    this.again = true;
    this.asking ??= this.askAll();
    return this.asking;
  }

  private async askAll(): Promise<void> {
    clearTimeout(this.timer);
    while (this.again) {
      this.again = false;
      try {
        await this.ask();
        this.line.set('open');
      } catch (error) {
        if (!(error instanceof RequestFailed) || error.reason === 'unreachable') this.line.set('lost');
      }
    }
    this.asking = undefined;
    this.timer = setTimeout(() => void this.refresh(), this.line.get() === 'open' ? this.everyMs : this.retryMs);
  }

  private readonly look = () => {
    if (document.visibilityState === 'hidden') clearTimeout(this.timer);
    else void this.refresh();
  };
}
