import {
  type Audience,
  type Broadcast,
  type BroadcastContent,
  type BroadcastRequest,
  heardAt,
  LONGEST_SECONDS,
  type Permission,
  placesOf,
  secondsOf,
} from '#hub/contracts';
import { REGISTRY, type Registry } from '#hub/registry';
import { CLOCK, type Clock } from '#hub/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import type { Caller } from '../access/caller.js';
import { ApiError, invalidInput, notFound } from '../http/errors.js';
import { IncidentDesk } from '../incidents/incident-desk.js';
import { LiveBoard } from '../live/live-board.js';
import { Answers, requestId } from '../requests/answers.js';
import { type AudienceInput, LONGEST_WAIT_MS, type TextInput, USUAL_WAIT_MS } from './broadcast.input.js';

const MOST_HAMLETS = 200;
type Wanted = Omit<TextInput, 'recording'> & Pick<BroadcastContent, 'recording' | 'template'>;

/** Takes what people want of public messages to whoever airs them. */
@Injectable()
export class BroadcastDesk {
  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly answers: Answers,
    private readonly board: LiveBoard,
    private readonly incidents: IncidentDesk,
  ) {}

  /** Those that the caller may see, the newest first. What has just happened is not in the registry yet. */
  async list(who: Caller, limit: number): Promise<Broadcast[]> {
    const all = new Map((await this.registry.broadcasts.list(limit)).map((one) => [one.id, one]));
    for (const one of this.board.broadcasts())
      if (one.revision >= (all.get(one.id)?.revision ?? 0)) all.set(one.id, one);
    return [...all.values()]
      .filter((one) => maySee(who, one))
      .sort((a, b) => b.written.at - a.written.at || a.id.localeCompare(b.id))
      .slice(0, limit);
  }

  /** Whoever asks: the board knows what has just happened, the registry what was over before the hub started. */
  async find(id: string): Promise<Broadcast | undefined> {
    return this.board.broadcastOf(id) ?? (await this.registry.broadcasts.get(id));
  }

  /** The message, where it is the caller's to see. @throws ApiError 404 */
  async known(who: Caller, id: string): Promise<Broadcast> {
    const broadcast = await this.find(id);
    if (!broadcast || !maySee(who, broadcast)) throw notFound('Không có tin này');
    return broadcast;
  }

  /** … and to do this with. @throws ApiError 403, 404 */
  async mine(who: Caller, permission: Permission, id: string): Promise<Broadcast> {
    const broadcast = await this.known(who, id);
    mustReach(who, permission, broadcast);
    return broadcast;
  }

  /**
   * A message to those whom the caller may speak to. What is simulated says nothing outside, and what is a drill says so.
   * @throws ApiError 400, 403, 404
   */
  async content(who: Caller, wanted: Wanted): Promise<BroadcastContent> {
    const { urgency, text, recording, incident: about, template } = wanted;
    const now = this.clock.now();
    const airBefore = wanted.airBefore ?? now + USUAL_WAIT_MS[urgency];
    if (airBefore <= now || airBefore > now + LONGEST_WAIT_MS)
      throw invalidInput([{ path: ['airBefore'], message: 'phải sau bây giờ và không quá 7 ngày' }]);
    const incident = about === undefined ? undefined : await this.incidents.known(who, about);
    const drill = wanted.drill || incident?.drill === true;
    if (drill && recording)
      throw invalidInput([{ path: ['recording'], message: 'bản ghi âm không tự nói được "DIỄN TẬP", hãy dùng chữ' }]);
    const content: BroadcastContent = {
      ...{ commune: await this.registry.communes.defaultCommune(), urgency, text, airBefore },
      audience: await this.#audience(wanted.audience),
      simulated: incident?.simulated === true && !drill,
      ...(drill && { drill }),
      ...(recording && { recording }),
      ...(incident && { incident: incident.id }),
      ...(template && { template }),
    };
    if (secondsOf(content) > LONGEST_SECONDS)
      throw invalidInput([{ path: ['text'], message: `dài hơn ${LONGEST_SECONDS / 60} phút` }]);
    mustReach(who, 'broadcasts.write', content);
    return content;
  }

  async #audience({ everywhere, hamlets: ids }: AudienceInput): Promise<Audience> {
    const all = await this.hamlets();
    const unknown = everywhere ? undefined : ids.find((id) => !all.some((one) => one.id === id));
    if (unknown !== undefined)
      throw invalidInput([{ path: ['audience', 'hamlets'], message: `không có "${unknown}"` }]);
    return { everywhere, hamlets: everywhere ? all : all.filter(({ id }) => ids.includes(id)) };
  }

  async hamlets(): Promise<{ id: string; name: string }[]> {
    const { things } = await this.registry.things.find('hamlet', { limit: MOST_HAMLETS });
    return things.map(({ id, name }) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name, 'vi'));
  }

  /** @throws ApiError 409 with the reason, 503 where no answer came in time */
  async ask(who: Caller, broadcast: string, action: BroadcastRequest['action']): Promise<Broadcast> {
    const answer = await this.answers.ask({
      ...{ type: 'broadcast', id: requestId(), broadcast, action },
      ...{ by: who.name, person: who.id, at: this.clock.now() },
    });
    if (!answer) throw new ApiError(503, { error: 'no-answer', message: 'Hub đã nhận yêu cầu, chưa kịp trả lời' });
    if (answer.type === 'refused') throw new ApiError(409, { error: 'refused', message: answer.reason });
    const aired = action.do === 'write' && action.approved !== undefined;
    await this.registry.audit.note({ action: `broadcast.${aired ? 'air' : action.do}`, target: broadcast });
    return answer.broadcast;
  }
}

const maySee = (who: Caller, broadcast: Broadcast): boolean =>
  heardAt(broadcast).some((place) => who.can('broadcasts.write', place));

function mustReach(who: Caller, permission: Permission, content: Pick<BroadcastContent, 'commune' | 'audience'>): void {
  for (const place of placesOf(content)) who.must(permission, place);
}
