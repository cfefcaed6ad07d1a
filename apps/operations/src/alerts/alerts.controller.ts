import { type Alert, alertSchema, severitySchema } from '#hub/contracts';
import { REGISTRY, type Registry } from '#hub/registry';
import { CLOCK, type Clock } from '#hub/service-kit';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { ApiError, notFound } from '../http/errors.js';
import { flagSchema, pageSchema, timeSchema } from '../http/query.js';
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
  by: z.string().trim().min(1, 'cần tên người tiếp nhận').max(120),
  note: z.string().trim().max(500).optional(),
});

@ApiTags('alerts')
@Controller('api/alerts')
export class AlertsController {
  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly answers: Answers,
  ) {}

  @Get()
  @ApiOkResponse({ standardSchema: z.object({ alerts: z.array(alertSchema), total: z.int() }) })
  @ApiOperation({ summary: 'Alerts, newest first; from and to find those that were open in between' })
  list(@Query({ schema: listSchema }) filter: z.infer<typeof listSchema>): Promise<{ alerts: Alert[]; total: number }> {
    return this.registry.alerts.find(filter);
  }

  @Get(':id')
  @ApiOkResponse({ standardSchema: alertAnswer })
  @ApiOperation({ summary: 'One alert with everything that happened to it' })
  async get(@Param('id') id: string) {
    const found = await this.registry.alerts.get(id);
    if (!found) throw notFound('Không có việc này');
    return found;
  }

  @Post(':id/acknowledge')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: alertSchema })
  @ApiOperation({ summary: 'Somebody takes it' })
  async acknowledge(
    @Param('id') alert: string,
    @Body({ schema: acknowledgeSchema }) { by, note }: z.infer<typeof acknowledgeSchema>,
  ): Promise<Alert> {
    const answer = await this.answers.ask({
      type: 'acknowledge',
      id: requestId(),
      alert,
      by,
      at: this.clock.now(),
      ...(note && { note }),
    });
    if (!answer) throw new ApiError(503, { error: 'no-answer', message: 'Hub đã nhận yêu cầu, chưa kịp trả lời' });
    if (answer.type === 'refused') throw new ApiError(409, { error: 'refused', message: answer.reason });
    return answer.alert;
  }
}
