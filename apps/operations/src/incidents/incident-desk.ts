import { type Incident, type IncidentRequest, type Permission, targetsOf } from '#hub/contracts';
import { REGISTRY, type Registry } from '#hub/registry';
import { CLOCK, type Clock } from '#hub/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { type Caller, forbidden } from '../access/caller.js';
import { Places } from '../access/places.js';
import { notFound } from '../http/errors.js';
import { LiveBoard } from '../live/live-board.js';
import { answered } from '../requests/answered.js';
import { Answers, requestId } from '../requests/answers.js';
import type { Said } from './incident.input.js';
import { narrowed } from './narrowed.js';

/** Takes what people do about incidents to whoever decides it. */
@Injectable()
export class IncidentDesk {
  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly answers: Answers,
    private readonly board: LiveBoard,
    private readonly places: Places,
  ) {}

  /**
   * The incident, as far as it is the caller's to see: one of its places is enough. Of all others nobody learns that they
   * are there. @throws ApiError 404
   */
  async known(who: Caller, id: string): Promise<Incident> {
    const incident = this.board.incidentOf(id) ?? (await this.registry.incidents.get(id))?.incident;
    const seen = incident && this.shown(who, incident);
    if (!seen) throw notFound('Không có việc này');
    return seen;
  }
  /** Undefined where nothing of it is the caller's to see. */
  shown(who: Caller, incident: Incident): Incident | undefined {
    return narrowed(incident, (device) => who.can('alerts.read', this.places.of(device)));
  }
  /** Whether the caller may do this at one of its places. */
  may(who: Caller, permission: Permission, incident: Incident): boolean {
    return targetsOf(incident).some((device) => who.can(permission, this.places.of(device)));
  }

  /** … and to do this with. @throws ApiError 403, 404 */
  async mine(who: Caller, permission: Permission, id: string): Promise<Incident> {
    const incident = await this.known(who, id);
    if (!this.may(who, permission, incident)) throw forbidden();
    return incident;
  }

  /** @throws ApiError 409 with the reason, 503 where no answer came in time */
  async act(
    who: Caller,
    { id: incident }: Pick<Incident, 'id'>,
    action: IncidentRequest['action'],
    { note, doneAt, key }: Said,
  ): Promise<Incident> {
    const answer = answered(
      await this.answers.ask({
        ...{ type: 'incident', id: key === undefined ? requestId() : `${who.id} ${key}`, incident, action },
        ...{ by: who.name, person: who.id, at: this.clock.now() },
        ...(note && { note }),
        ...(doneAt !== undefined && { doneAt }),
      }),
    );
    if (answer.type !== 'incident') throw new Error(`not the answer of an incident: ${answer.type}`);
    await this.registry.audit.note({ action: `incident.${action.do}`, target: incident });
    return this.shown(who, answer.incident) ?? answer.incident;
  }
}
