import type { DeviceCheck } from '#hub/contracts';
import { getJson } from '../../live/rest.js';
import type { InstallModel } from '../model/install-model.js';
import type { Job } from '../outbox/job.js';

/** The box that somebody is looking at, and the others. */
const CLOSE_MS = 2000;
const FAR_MS = 20_000;
/** After so long a box that was never heard is the desk's affair. */
const FOLLOWED_MS = 14 * 24 * 3_600_000;
/** Some boxes send their values one by one: what is missing after this stays missing without our asking. */
const COMPLETED_MS = 3_600_000;

/** Asks how registered boxes do until they are heard. */
export class Follower {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private watched: string | undefined;
  private lastFar = 0;
  private stopped = true;

  constructor(
    private readonly model: InstallModel,
    private readonly world: { now(): number; onHeard(job: Job): void },
  ) {}

  start(): void {
    this.stopped = false;
    void this.round();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  /** Asks often about one of them from now on; undefined: about none. */
  watch(key: string | undefined): void {
    this.watched = key;
    clearTimeout(this.timer);
    if (!this.stopped) void this.round();
  }

  private async round(): Promise<void> {
    clearTimeout(this.timer);
    const now = this.world.now();
    const far = now - this.lastFar >= FAR_MS;
    if (far) this.lastFar = now;
    const wanted = this.model.state.get().jobs.filter((job) => isOpen(job, now) && (job.key === this.watched || far));
    await Promise.all(wanted.map((job) => this.ask(job)));
    clearTimeout(this.timer);
    if (!this.stopped) this.timer = setTimeout(() => void this.round(), this.watched ? CLOSE_MS : FAR_MS);
  }

  private async ask(job: Job): Promise<void> {
    let check: DeviceCheck;
    try {
      check = await getJson<DeviceCheck>(`/api/devices/${encodeURIComponent(job.device!)}/check`);
    } catch {
      return;
    }
    const now = this.world.now();
    // what is missing is asked for after it was heard: it is heard once
    const heard = check.state === 'heard' && job.heardAt === undefined;
    await this.model.follow(job.key, { check, checkedAt: now, ...(heard && { heardAt: now }) });
    if (heard) this.world.onHeard({ ...job, check, heardAt: now });
  }
}

function isOpen(job: Job, now: number): boolean {
  if (job.device === undefined) return false;
  if (job.heardAt === undefined) return now - (job.sentAt ?? now) < FOLLOWED_MS;
  return job.check?.missing !== undefined && now - job.heardAt < COMPLETED_MS;
}
