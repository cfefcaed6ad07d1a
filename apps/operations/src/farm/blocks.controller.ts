import { type Block, type BlockDay, blockDaySchema, type Plot, type Structure, type TurnPlan } from '#hub/contracts';
import { REGISTRY, type Registry } from '#hub/registry';
import { CLOCK, type Clock } from '#hub/service-kit';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { AllowWithin, Who } from '../access/allow.js';
import type { Caller } from '../access/caller.js';
import { Names } from '../people/names.js';
import { scopesOf, thingFor } from '../registry/thing-scope.js';
import { answered } from '../requests/answered.js';
import { Answers, requestId } from '../requests/answers.js';
import { blockDay, obstaclesIn, startOfDay } from './block-day.js';
import { checkTurns } from './check-turns.js';
import { FarmBoard } from './farm-board.js';
import { blocksAnswer, blocksQuery, turnsBody } from './farm.schema.js';

const DAY_MS = 86_400_000;

/** Water turns: the blocks that somebody keeps, as their days stand, and what the keeper changes of them. */
@ApiTags('farm')
@Controller('api/farm/blocks')
export class BlocksController {
  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly board: FarmBoard,
    private readonly answers: Answers,
    private readonly names: Names,
  ) {}

  @Get()
  @AllowWithin('farm.keep')
  @ApiOkResponse({ standardSchema: blocksAnswer })
  @ApiOperation({ summary: 'Turns of water of the blocks that the caller keeps; of today, or of tomorrow' })
  async blocks(
    @Who() who: Caller,
    @Query({ schema: blocksQuery }) { day: name }: z.infer<typeof blocksQuery>,
  ): Promise<{ blocks: BlockDay[] }> {
    const now = this.clock.now();
    const day = startOfDay(name === undefined ? now : Date.parse(`${name}T00:00:00Z`));
    const within = scopesOf(who, 'farm.keep');
    const blocks = await this.registry.things.all('block', { within });
    const plots = await this.registry.things.all('plot', { within });
    const plans = new Map(blocks.map(({ id }) => [id, this.board.planOf(id, day)]));
    return { blocks: await this.#shown(who, { day, blocks, plots, plans }) };
  }

  @Post(':block/turns')
  @HttpCode(200)
  @AllowWithin('farm.keep')
  @ApiOkResponse({ standardSchema: blockDaySchema })
  @ApiOperation({
    summary: 'The keeper’s order, fixed and skipped turns of today or tomorrow; the same key again is the same change',
  })
  async change(
    @Who() who: Caller,
    @Param('block') id: string,
    @Body({ schema: turnsBody }) change: z.infer<typeof turnsBody>,
  ): Promise<BlockDay> {
    const block = await thingFor(this.registry, who, 'farm.keep', 'block', id);
    const plots = await this.registry.things.all('plot', { block: id });
    const at = this.clock.now();
    checkTurns(change, { now: at, plots, block, plan: this.board.planOf(id, change.day) });
    const request = { type: 'turns' as const, id: requestId(), block: id, change, by: who.name, person: who.id, at };
    const { plan } = answered(await this.answers.ask(request));
    const [shown] = await this.#shown(who, { day: change.day, blocks: [block], plots, plans: new Map([[id, plan]]) });
    return shown!;
  }

  async #shown(
    who: Caller,
    {
      day,
      blocks,
      plots,
      plans,
    }: { day: number; blocks: Block[]; plots: Plot[]; plans: ReadonlyMap<string, TurnPlan | undefined> },
  ): Promise<BlockDay[]> {
    const structures: Structure[] = await this.registry.things.all('structure');
    // whose name is not shown is not looked at
    const inTurn = new Set([...plans.values()].flatMap((plan) => plan?.turns.map(({ plot }) => plot) ?? []));
    const records = (
      await this.registry.farm.since(
        day,
        plots.map(({ id }) => id),
      )
    ).filter(({ at }) => at < day + DAY_MS);
    for (const { plot } of obstaclesIn(records)) inTurn.add(plot);
    const owners = plots.flatMap(({ id, owner }) => (owner !== undefined && inTurn.has(id) ? [owner] : []));
    const names = await this.names.of(who, owners);
    return blocks.map((block) => {
      const about = {
        ...{ block, names, plots: plots.filter((plot) => plot.block === block.id) },
        records: records.filter(({ plot }) => plots.some(({ id, block: of }) => id === plot && of === block.id)),
        gates: structures.filter((structure) => structure.block === block.id).map(({ name }) => name),
      };
      return blockDay(this.board, about, { day, plan: plans.get(block.id) });
    });
  }
}
