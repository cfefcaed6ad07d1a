import type { Incident, IncidentRequest, Permission } from '#hub/contracts';
import { REGISTRY, type Registry } from '#hub/registry';
import { CLOCK, type Clock } from '#hub/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import type { Caller } from '../access/caller.js';
import { Places } from '../access/places.js';
import { ApiError, notFound } from '../http/errors.js';
import { LiveBoard } from '../live/live-board.js';
import { Answers, requestId } from '../requests/answers.js';
import type { Said } from './incident.input.js';

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

  /** The incident, where it is the caller's to see; of all others nobody learns that they are there. @throws ApiError 404 */
  async known(who: Caller, id: string): Promise<Incident> {
    const incident = this.board.incidentOf(id) ?? (await this.registry.incidents.get(id))?.incident;
    if (!incident || !who.can('alerts.read', this.places.of(incident.target))) throw notFound('Không có việc này');
    return incident;
  }

  /** … and to do this with. @throws ApiError 403, 404 */
  async mine(who: Caller, permission: Permission, id: string): Promise<Incident> {
    const incident = await this.known(who, id);
    who.must(permission, this.places.of(incident.target));
    return incident;
  }

  /** @throws ApiError 409 with the reason, 503 where no answer came in time */
  async act(
    who: Caller,
    { id: incident }: Pick<Incident, 'id'>,
    action: IncidentRequest['action'],
    { note, doneAt, key }: Said,
  ): Promise<Incident> {
    const answer = await this.answers.ask({
      ...{ type: 'incident', id: key === undefined ? requestId() : `${who.id} ${key}`, incident, action },
      ...{ by: who.name, person: who.id, at: this.clock.now() },
      ...(note && { note }),
      ...(doneAt !== undefined && { doneAt }),
    });
    if (!answer) throw new ApiError(503, { error: 'no-answer', message: 'Hub đã nhận yêu cầu, chưa kịp trả lời' });
    if (answer.type === 'refused') throw new ApiError(409, { error: 'refused', message: answer.reason });
    if (answer.type !== 'incident') throw new Error(`not the answer of an incident: ${answer.type}`);
    await this.registry.audit.note({ action: `incident.${action.do}`, target: incident });
    return answer.incident;
  }
}
