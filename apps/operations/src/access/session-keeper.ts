import { REGISTRY, type Registry } from '#hub/registry';
import { CLOCK, type Clock } from '#hub/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Known } from './callers.js';
import { setCookie } from './cookies.js';

/** Writing each request down would cost a flush each. */
const NOTED_EVERY_MS = 5 * 60_000;
const ROTATED_EVERY_MS = 24 * 3_600_000;

/** Keeps sessions that are used alive, and gives each a new token once a day. */
@Injectable()
export class SessionKeeper {
  /** Session → until when it needs no look. */
  #settled = new Map<string, number>();

  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** A registry that cannot be written to takes nobody's session away. */
  async use({ signedIn: { session } }: Known, request: Request, response: Response): Promise<void> {
    const now = this.clock.now();
    const settled = this.#settled.get(session.id) ?? 0;
    if (now < settled && settled <= now + NOTED_EVERY_MS) return;
    this.#settled.set(session.id, now + NOTED_EVERY_MS);
    try {
      if (session.kind !== 'program' && Math.abs(now - session.rotated) > ROTATED_EVERY_MS) {
        const token = await this.registry.sessions.rotate(session.id);
        if (token) setCookie(request, response, 'hub_session', token);
      } else if (Math.abs(now - session.lastSeen) > NOTED_EVERY_MS) await this.registry.sessions.seen(session.id);
    } catch {
      this.#settled.delete(session.id);
    }
    if (this.#settled.size > 5000) this.#settled.clear();
  }
}
