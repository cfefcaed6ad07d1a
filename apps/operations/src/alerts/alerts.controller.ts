import { type Alert, alertSchema, severitySchema } from '#hub/contracts';
import { REGISTRY, type Registry } from '#hub/registry';
import { CLOCK, type Clock } from '#hub/service-kit';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { AllowWithin, Who } from '../access/allow.js';
import type { Caller } from '../access/caller.js';
import { Places } from '../access/places.js';
import { notFound } from '../http/errors.js';
import { flagSchema, pageSchema, timeSchema } from '../http/query.js';
import { LiveBoard } from '../live/live-board.js';
import { answered } from '../requests/answered.js';
import { Answers, requestId } from '../requests/answers.js';
import { alertAnswer } from '../http/answers.schema.js';

const listSchema = pageSchema.extend({
  active: flagSchema.optional(),
  severity: severitySchema.optional(),
  rule: z.string().max(100).optional(),
  target: z.string().max(63).optional(),
  from: timeSchema.optional(),
  to: timeSchema.optional(),
});
const acknowledgeSchema = z.object({
  note: z.string().trim().max(500).optional(),
});

@ApiTags('alerts')
@Controller('api/alerts')
export class AlertsController {
  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly answers: Answers,
    private readonly board: LiveBoard,
    private readonly places: Places,
  ) {}

  @Get()
  @AllowWithin('alerts.read')
  @ApiOkResponse({ standardSchema: z.object({ alerts: z.array(alertSchema), total: z.int() }) })
  @ApiOperation({ summary: 'Alerts, newest first; from and to find those that were open in between' })
  list(
    @Who() who: Caller,
    @Query({ schema: listSchema }) filter: z.infer<typeof listSchema>,
  ): Promise<{ alerts: Alert[]; total: number }> {
    if (who.canEverywhere('alerts.read')) return this.registry.alerts.find(filter);
    return this.registry.alerts.find({ ...filter, targets: this.places.devices(who, 'alerts.read') });
  }

  @Get(':id')
  @AllowWithin('alerts.read')
  @ApiOkResponse({ standardSchema: alertAnswer })
  @ApiOperation({ summary: 'One alert with everything that happened to it' })
  async get(@Who() who: Caller, @Param('id') id: string) {
    const found = await this.registry.alerts.get(id);
    if (!found || !who.can('alerts.read', this.places.of(found.alert.target))) throw notFound('Không có việc này');
    return found;
  }

  @Post(':id/acknowledge')
  @AllowWithin('alerts.acknowledge')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: alertSchema })
  @ApiOperation({ summary: 'Somebody takes it' })
  async acknowledge(
    @Who() who: Caller,
    @Param('id') alert: string,
    @Body({ schema: acknowledgeSchema }) { note }: z.infer<typeof acknowledgeSchema>,
  ): Promise<Alert> {
    if (!who.can('alerts.acknowledge', this.places.of(this.#targetOf(alert)))) throw notFound('Không có việc này');
    const answer = answered(
      await this.answers.ask({
        type: 'acknowledge',
        id: requestId(),
        alert,
        by: who.name,
        person: who.id,
        at: this.clock.now(),
        ...(note && { note }),
      }),
    );
    if (answer.type !== 'alert') throw new Error(`not the answer of an alert: ${answer.type}`);
    await this.registry.audit.note({ action: 'alert.acknowledge', target: alert });
    return answer.alert;
  }

  /** An alert that is not on the board is over or is none: either is said by whoever decides it. */
  #targetOf(id: string): string {
    return this.board.alerts().find((alert) => alert.id === id)?.target ?? '';
  }
}
