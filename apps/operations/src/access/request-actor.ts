import { type Actor, asActor } from '#hub/registry';
import type { NextFunction, Request, Response } from 'express';

const actors = new WeakMap<Request, Actor>();

/** Express middleware: what is written while a request is answered is written in its sender's name. */
export function requestActor(request: Request, _response: Response, next: NextFunction): void {
  const actor: Actor = { by: 'stranger', address: request.ip };
  actors.set(request, actor);
  asActor(actor, next);
}

/** Its sender is known now. */
export function actedBy(request: Request, by: string, actingFor?: string): void {
  const actor = actors.get(request);
  if (actor) Object.assign(actor, { by, actingFor });
}
