import { STREAM } from '#hub/contracts';
import { EVENT_LOG, type EventLog } from '#hub/event-log';
import { REGISTRY, type Registry } from '#hub/registry';
import { CLOCK, type Clock } from '#hub/service-kit';
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Anybody } from '../access/allow.js';
import { notFound } from '../http/errors.js';

/** 1 = tiếp nhận, 2 = chuyển. A call that was picked up and said nothing was at least heard. */
const OUTCOME = { '1': 'accepted', '2': 'passed-on' } as const;
const pressedSchema = z.object({ digit: z.coerce.string().max(4).optional() });

/** What a provider of calls says of a call. */
@ApiTags('notices')
@Controller('api/calls')
export class CallsController {
  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post(':token')
  @HttpCode(204)
  @Anybody('the provider has no account; the address it was given with the call cannot be guessed')
  @ApiOperation({ summary: 'A call was picked up; digit 1 takes the matter, 2 passes it on' })
  async pressed(
    @Param('token') token: string,
    @Body({ schema: pressedSchema }) { digit = '' }: z.infer<typeof pressedSchema>,
  ): Promise<void> {
    const message = await this.registry.pushKeys.messageOf(token);
    if (message === undefined) throw notFound('Không có cuộc gọi này');
    const outcome = OUTCOME[digit as keyof typeof OUTCOME] ?? 'delivered';
    await this.log.append(STREAM.notices, [{ type: 'receipt', message, outcome, at: this.clock.now() }]);
  }
}
