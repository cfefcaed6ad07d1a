import { ACCESS, type Access } from '#hub/contracts';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Response } from 'express';
import type { CalledRequest } from './allow.js';
import { type Caller, forbidden, signedOut } from './caller.js';
import { Callers } from './callers.js';
import { actedBy } from './request-actor.js';
import { SessionKeeper } from './session-keeper.js';

const ACTING_FOR = 'x-acting-for';

/** In front of every route of every part: what the route asks for is held against who asks. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly callers: Callers,
    private readonly keeper: SessionKeeper,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    // handlers of the log and of sockets: the log is ours, sockets are looked at when they connect
    if (context.getType() !== 'http') return true;
    const access = this.reflector.get<Access | undefined>(ACCESS, context.getHandler());
    if (!access) throw forbidden();
    const request = context.switchToHttp().getRequest<CalledRequest>();
    const caller = await this.#callerOf(request, context.switchToHttp().getResponse<Response>());
    if (caller) {
      request.caller = caller;
      actedBy(request, caller.actingBy ?? caller.id, caller.actingBy && caller.id);
    }
    if (access.to === 'anybody') return true;
    if (!caller) throw signedOut();
    if (access.to === 'signed-in') return true;
    const { permission, everywhere } = access;
    if (!(everywhere ? caller.canEverywhere(permission) : caller.can(permission))) throw forbidden();
    return true;
  }

  async #callerOf(request: CalledRequest, response: Response): Promise<Caller | undefined> {
    const known = await this.callers.of(request);
    if (known) await this.keeper.use(known, request, response);
    const household = request.get(ACTING_FOR);
    if (!known || household === undefined) return known?.caller;
    const acting = await this.callers.actingFor(known.caller, household);
    if (!acting) throw forbidden();
    return acting;
  }
}
