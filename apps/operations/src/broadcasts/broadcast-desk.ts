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
import { answered } from '../requests/answered.js';
import { Answers, requestId } from '../requests/answers.js';
import { isAskedFor, type Wanted } from './asked-for.js';
import { type AudienceInput, LONGEST_WAIT_MS, USUAL_WAIT_MS } from './broadcast.input.js';

const MOST_HAMLETS = 200;
/** So far back is looked for what somebody of one hamlet may see. */
const MOST_PAGES = 20;

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
    const all = new Map<string, Broadcast>();
    for (let page = 0; page < MOST_PAGES && all.size < limit; page++) {
      const some = await this.registry.broadcasts.list(limit, page * limit);
      for (const one of some) if (maySee(who, one)) all.set(one.id, one);
      if (some.length < limit) break;
    }
    for (const one of this.board.broadcasts()) {
      if (one.revision < (all.get(one.id)?.revision ?? 0)) continue;
      if (maySee(who, one)) all.set(one.id, one);
      else all.delete(one.id);
    }
    return [...all.values()].sort((a, b) => b.written.at - a.written.at || a.id.localeCompare(b.id)).slice(0, limit);
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
      // whoever ticks "drill" makes no drill of what is simulated
      simulated: incident?.simulated === true && incident.drill !== true,
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

  /**
   * The message under this key, or a new one: an answer may have been lost on its way. What is approved next is what is
   * asked for now. @throws ApiError 409 where there is another under it
   */
  async once(who: Caller, id: string, wanted: Wanted, make: () => Promise<Broadcast>): Promise<Broadcast> {
    const kept = (await this.find(id)) ?? (await make());
    const about = wanted.incident === undefined ? undefined : await this.incidents.known(who, wanted.incident);
    if (isAskedFor(kept, { ...wanted, drill: wanted.drill || about?.drill === true })) return kept;
    throw new ApiError(409, { error: 'another-content', message: 'Đã có một tin khác dưới khóa này, hãy gửi lại' });
  }

  /** @throws ApiError 409 with the reason, 503 where no answer came in time */
  async ask(who: Caller, broadcast: string, action: BroadcastRequest['action']): Promise<Broadcast> {
    const aired = action.do === 'write' && action.approved !== undefined;
    // before it is done: rather a line twice than a deed without one
    await this.registry.audit.note({ action: `broadcast.${aired ? 'air' : action.do}`, target: broadcast });
    const answer = answered(
      await this.answers.ask({
        ...{ type: 'broadcast', id: requestId(), broadcast, action },
        ...{ by: who.name, person: who.id, at: this.clock.now() },
      }),
    );
    return answer.broadcast;
  }
}

const maySee = (who: Caller, broadcast: Broadcast): boolean =>
  heardAt(broadcast).some((place) => who.can('broadcasts.write', place));

function mustReach(who: Caller, permission: Permission, content: Pick<BroadcastContent, 'commune' | 'audience'>): void {
  for (const place of placesOf(content)) who.must(permission, place);
}
