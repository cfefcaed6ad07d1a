import { type Drill, drillSchema, drillTargetsSchema, type NewDrill, newDrillSchema } from '#hub/contracts';
import { REGISTRY, type Registry } from '#hub/registry';
import { CLOCK, type Clock } from '#hub/service-kit';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { z } from 'zod';
import { Allow, Who } from '../access/allow.js';
import type { Caller } from '../access/caller.js';
import { ApiError, invalidInput, notFound } from '../http/errors.js';
import { DrillRunner } from './drill-runner.js';
import { drillsCsv } from './drills-csv.js';

const listSchema = z.object({ limit: z.coerce.number().int().min(1).max(500).default(50) });
const drillsAnswer = z.object({ drills: z.array(drillSchema), targets: drillTargetsSchema });
/** Whoever taps "now" has a clock of their own. */
const PAST_MS = 60_000;
const LONGEST_AHEAD_MS = 400 * 86_400_000;
const MOST_EXPORTED = 500;

/** The way from a sensor to people's phones, tried. */
@ApiTags('drills')
@Controller('api/drills')
export class DrillsController {
  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly runner: DrillRunner,
  ) {}

  @Get()
  @Allow('roster.read')
  @ApiOkResponse({ standardSchema: drillsAnswer })
  @ApiOperation({ summary: 'Drills that are planned, go on or are over, newest first' })
  async list(
    @Query({ schema: listSchema }) { limit }: z.infer<typeof listSchema>,
  ): Promise<z.infer<typeof drillsAnswer>> {
    return { drills: await this.#now(limit), targets: this.runner.setting.targetsMs };
  }

  @Get('export')
  @Allow('roster.read')
  @ApiOkResponse({ content: { 'text/csv': { schema: { type: 'string' } } } })
  @ApiOperation({ summary: 'The same as CSV: each step’s time, duration, target and result' })
  async export(@Res() response: Response): Promise<void> {
    const csv = drillsCsv(await this.#now(MOST_EXPORTED));
    await this.registry.audit.note({ action: 'drills.export' });
    response.attachment('dien-tap.csv').type('text/csv; charset=utf-8').send(csv);
  }

  @Post()
  @Allow('roster.write')
  @ApiCreatedResponse({ standardSchema: drillSchema })
  @ApiOperation({ summary: 'Plans a drill: now, or at a time, and each month again' })
  async plan(@Who() who: Caller, @Body({ schema: newDrillSchema }) wish: NewDrill): Promise<Drill> {
    const now = this.clock.now();
    const { plannedAt = now } = wish;
    if (plannedAt < now - PAST_MS) throw invalidInput([{ path: ['plannedAt'], message: 'phải ở sau bây giờ' }]);
    if (plannedAt > now + LONGEST_AHEAD_MS)
      throw invalidInput([{ path: ['plannedAt'], message: 'trong vòng một năm' }]);
    if (plannedAt <= now && this.runner.running)
      throw new ApiError(409, { error: 'running', message: 'Đang có một buổi diễn tập' });
    const drill = await this.registry.drills.plan({ ...wish, plannedAt }, { person: who.id, by: who.name });
    this.runner.changed();
    return drill;
  }

  @Post(':id/cancel')
  @Allow('roster.write')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: drillSchema })
  @ApiOperation({ summary: 'Takes a planned one back, and with it its repeats' })
  async cancel(@Param('id') id: string): Promise<Drill> {
    const drill = await this.registry.drills.cancel(id);
    if (!drill) throw notFound('Không có buổi diễn tập nào như vậy đang chờ');
    this.runner.changed();
    return drill;
  }

  /** The one that goes on is further than the registry knows. */
  async #now(limit: number): Promise<Drill[]> {
    const { running } = this.runner;
    const drills = await this.registry.drills.list(limit);
    return drills.map((drill) => (drill.id === running?.id && drill.state === 'running' ? running : drill));
  }
}
