import { type FarmItem, type FarmRequest, GROUP, type Request, STREAM, type TurnsRequest } from '#hub/contracts';
import { type ConsumerContext, transportOf } from '#hub/event-log';
import { asActor, REGISTRY, type Registry } from '#hub/registry';
import { Controller, Inject } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { Advisor } from '../advising/advisor.js';
import { TurnKeeper } from '../turns/turn-keeper.js';
import { isSame, recordOf } from './record.js';

/** Writes down what people say of their plots, and keepers change of turns: each once, whatever way it came twice. */
@Controller()
export class RecordsController {
  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(Advisor) private readonly advisor: Advisor,
    @Inject(TurnKeeper) private readonly turns: TurnKeeper,
  ) {}

  @EventPattern<string>(STREAM.requests, transportOf(GROUP.fields))
  async requests(@Payload() requests: readonly Request[], @Ctx() context: ConsumerContext): Promise<void> {
    const said = requests.filter(
      (request): request is FarmRequest | TurnsRequest => request.type === 'farm' || request.type === 'turns',
    );
    const told: FarmItem[] = [];
    for (const request of said)
      told.push(await (request.type === 'farm' ? this.#write(request) : this.turns.change(request)));
    if (told.length === 0) return;
    context.append(STREAM.farm, told);
    // what was said changes the balance of that plot: its owner looks at the page right now
    context.afterCommit(() => this.advisor.soon());
  }

  async #write(request: FarmRequest): Promise<FarmItem> {
    const { id, at } = request;
    const record = recordOf(request);
    const kept = await asActor({ by: record.person }, () => this.registry.farm.add(record));
    if (isSame(kept, record)) return { type: 'recorded', record: kept, request: id, at };
    return { type: 'refused', request: id, reason: 'Mã này đã dùng cho một việc khác', at };
  }
}
