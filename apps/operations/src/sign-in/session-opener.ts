import type { Me } from '#hub/contracts';
import { REGISTRY, type Registry, type SessionKind } from '#hub/registry';
import { Inject, Injectable } from '@nestjs/common';
import type { Response } from 'express';
import type { CalledRequest } from '../access/allow.js';
import { Callers } from '../access/callers.js';
import { setCookie } from '../access/cookies.js';
import { actedBy } from '../access/request-actor.js';
import { browserLabel } from './browser-label.js';
import { meOf } from './me.js';

const DAY_MS = 86_400_000;

/** How long each kind lasts. An installer's phone may be without a network for weeks, a farmer opens his once a season. */
const LIVES: Readonly<Record<Exclude<SessionKind, 'program'>, { idleMs?: number; lifeMs?: number }>> = {
  browser: { idleMs: 14 * DAY_MS, lifeMs: 90 * DAY_MS },
  phone: { idleMs: 400 * DAY_MS },
  wall: {},
};

export interface Line {
  request: CalledRequest;
  response: Response;
}

/** Signs somebody in on the browser that asks. */
@Injectable()
export class SessionOpener {
  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    private readonly callers: Callers,
  ) {}

  async open({ request, response }: Line, identity: string, kind: keyof typeof LIVES): Promise<Me> {
    const before = request.caller;
    actedBy(request, identity);
    const label = browserLabel(request.get('user-agent'));
    const { token } = await this.registry.sessions.open({
      ...{ identity, kind, label, address: request.ip ?? '' },
      ...LIVES[kind],
    });
    // the browser's session of before is nobody's any more
    if (before) await this.registry.sessions.end(before.actingBy ?? before.id, before.session);
    setCookie(request, response, 'hub_session', token);
    await this.callers.refresh();
    const known = await this.callers.ofToken(token);
    return meOf(known, known?.caller, true);
  }
}
