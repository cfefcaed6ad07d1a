import {
  type Block,
  type FarmPage,
  farmPageSchema,
  type FarmPlot,
  type FarmRecord,
  farmRecordSchema,
  type Plot,
} from '#hub/contracts';
import { placeOfThing, REGISTRY, type Registry } from '#hub/registry';
import { CLOCK, type Clock } from '#hub/service-kit';
import { Body, Controller, Get, Inject, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { AllowWithin, Who } from '../access/allow.js';
import type { Caller } from '../access/caller.js';
import { invalidInput } from '../http/errors.js';
import { thingFor } from '../registry/thing-scope.js';
import { answered } from '../requests/answered.js';
import { Answers, requestId } from '../requests/answers.js';
import { nextTurn, skippedToday } from './block-day.js';
import { FarmBoard } from './farm-board.js';
import { AHEAD_MS, answerBody, BACK_MS, FARM_SETTINGS, type FarmSettings } from './farm.schema.js';

const SHOWN_MS = 14 * 86_400_000;

/** A farmer's own plots: what to do about water, and what was done. */
@ApiTags('farm')
@Controller('api/farm')
export class FarmController {
  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(FARM_SETTINGS) private readonly settings: FarmSettings,
    private readonly board: FarmBoard,
    private readonly answers: Answers,
  ) {}

  @Get()
  @AllowWithin('farm.answer')
  @ApiOkResponse({ standardSchema: farmPageSchema })
  @ApiOperation({ summary: 'The plots of whoever asks: advice, the last two weeks, and what was said of them' })
  async page(@Who() who: Caller): Promise<FarmPage> {
    const plots = await this.#plotsOf(who);
    const now = this.clock.now();
    const records = await this.registry.farm.since(
      now - SHOWN_MS,
      plots.map(({ id }) => id),
    );
    const blocks = await this.#blocksOf(plots);
    const shown = plots.map((plot) => this.#shown(plot, records, blocks));
    return {
      ...{ at: now, plots: shown.sort(byNeed), ...this.settings },
      simulated: shown.some(({ advice }) => advice?.simulated === true),
    };
  }

  @Post('answers')
  @AllowWithin('farm.answer')
  @ApiCreatedResponse({ standardSchema: farmRecordSchema })
  @ApiOperation({ summary: 'What was done, or seen, at a plot; the same key sent again is the same answer' })
  async answer(
    @Who() who: Caller,
    @Body({ schema: answerBody }) answer: z.infer<typeof answerBody>,
  ): Promise<FarmRecord> {
    await thingFor(this.registry, who, 'farm.answer', 'plot', answer.plot);
    const at = this.clock.now();
    if (answer.at > at + AHEAD_MS) throw invalidInput([{ path: ['at'], message: 'chưa tới lúc đó' }]);
    if (answer.at < at - BACK_MS) throw invalidInput([{ path: ['at'], message: 'đã quá 14 ngày' }]);
    const request = { type: 'farm' as const, id: requestId(), answer, by: who.name, person: who.id, at };
    return answered(await this.answers.ask(request)).record;
  }

  /** His or her own; whoever keeps a block looks at the block. */
  async #plotsOf(who: Caller): Promise<Plot[]> {
    const ids = who.granted.filter(
      ({ scope, permissions }) => scope.kind === 'plot' && permissions.includes('farm.answer'),
    );
    const own = await this.registry.things.all('plot', { owner: who.id });
    const granted = await Promise.all(
      ids.map(({ scope }) => this.registry.things.get('plot', scope.id).catch(() => undefined)),
    );
    const found = [...own.filter((plot) => who.can('farm.answer', placeOfThing('plot', plot))), ...granted];
    return [...new Map(found.flatMap((plot) => (plot ? [[plot.id, plot] as const] : []))).values()];
  }

  async #blocksOf(plots: readonly Plot[]): Promise<ReadonlyMap<string, Block>> {
    const ids = [...new Set(plots.flatMap(({ block }) => block ?? []))];
    const found = await Promise.all(ids.map((id) => this.registry.things.get('block', id).catch(() => undefined)));
    return new Map(found.flatMap((block) => (block ? [[block.id, block] as const] : [])));
  }

  #shown(plot: Plot, records: readonly FarmRecord[], blocks: ReadonlyMap<string, Block>): FarmPlot {
    const known = this.board.of(plot.id);
    const { id, crop, areaM2, version, ownName } = plot;
    const turn = known?.advice && nextTurn(this.board, plot, this.clock.now());
    const block = plot.block === undefined ? undefined : blocks.get(plot.block);
    const skipped = skippedToday(this.board, plot, this.clock.now());
    return {
      ...{ id, crop, areaM2, version, name: ownName ?? id, days: known?.days ?? [] },
      ...(block && { block: { vi: block.name, en: block.name }, kept: block.keeper !== undefined }),
      ...(known?.advice && { advice: { ...known.advice, ...(turn && { turn }), ...(skipped && { skipped }) } }),
      answers: records.filter((record) => record.plot === id).reverse(),
    };
  }
}

const NEED: readonly string[] = [
  'no-intake',
  'irrigate',
  'drain',
  'hold-salty',
  'wait-for-rain',
  'unknown',
  'not-needed',
];
/** What does not wait first, then what has to be done, by when. */
function byNeed(a: FarmPlot, b: FarmPlot): number {
  const rank = ({ advice }: FarmPlot) => (advice?.urgent ? -1 : NEED.indexOf(advice?.verdict ?? 'unknown'));
  const before = ({ advice }: FarmPlot) => advice?.before ?? Number.POSITIVE_INFINITY;
  return rank(a) - rank(b) || before(a) - before(b) || a.name.localeCompare(b.name, 'vi') || (a.id < b.id ? -1 : 1);
}
