import { type OutOfService, outOfServiceSchema, type ServiceRequest } from '#hub/contracts';
import { REGISTRY, type Registry } from '#hub/registry';
import { CLOCK, type Clock } from '#hub/service-kit';
import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { AllowWithin, Who } from '../access/allow.js';
import type { Caller } from '../access/caller.js';
import { Places } from '../access/places.js';
import { notFound } from '../http/errors.js';
import { LiveBoard } from '../live/live-board.js';
import { answered } from '../requests/answered.js';
import { Answers, requestId } from '../requests/answers.js';
import { RuleBoard } from './rule-board.js';

const ruleSchema = z.string().min(1).max(100).optional();
const outSchema = z.object({ rule: ruleSchema, reason: z.string().trim().min(1, 'cần nói vì sao').max(500) });
const backSchema = z.object({ rule: ruleSchema, note: z.string().trim().max(500).optional() });

/** A rule, or all rules, that nobody watches on a device until somebody takes it back. */
@ApiTags('rules')
@Controller('api')
export class ServiceController {
  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly answers: Answers,
    private readonly board: LiveBoard,
    private readonly places: Places,
    private readonly rules: RuleBoard,
  ) {}

  @Get('out-of-service')
  @AllowWithin('alerts.acknowledge')
  @ApiOkResponse({ standardSchema: z.object({ entries: z.array(outOfServiceSchema) }) })
  @ApiOperation({ summary: 'What is out of service now, on which device, by whom and why' })
  list(@Who() who: Caller): { entries: OutOfService[] } {
    const mine = ({ device }: OutOfService) => who.can('alerts.acknowledge', this.places.of(device));
    return { entries: this.board.outOfService().filter(mine) };
  }

  @Post('devices/:id/out-of-service')
  @AllowWithin('alerts.manage')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: outOfServiceSchema })
  @ApiOperation({ summary: 'Puts a rule, or all rules, out of service on a device until it is taken back' })
  putOut(
    @Who() who: Caller,
    @Param('id') device: string,
    @Body({ schema: outSchema }) { rule, reason }: z.infer<typeof outSchema>,
  ): Promise<OutOfService> {
    return this.#ask(who, 'out', { device, rule }, reason);
  }

  @Post('devices/:id/in-service')
  @AllowWithin('alerts.manage')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: outOfServiceSchema })
  @ApiOperation({ summary: 'Takes it back: what still holds is told then' })
  takeBack(
    @Who() who: Caller,
    @Param('id') device: string,
    @Body({ schema: backSchema }) { rule, note }: z.infer<typeof backSchema>,
  ): Promise<OutOfService> {
    return this.#ask(who, 'back', { device, rule }, note);
  }

  /** @throws ApiError 404, 409 with the reason, 503 where no answer came in time */
  async #ask(
    who: Caller,
    change: ServiceRequest['change'],
    { device, rule }: { device: string; rule: string | undefined },
    note: string | undefined,
  ): Promise<OutOfService> {
    this.places.device(who, 'alerts.manage', device);
    if (rule !== undefined && !this.rules.came(rule)) throw notFound('Không có luật này');
    const detail = { ...(rule !== undefined && { rule }), ...(note && { note }) };
    // before it is done: rather a line twice than a deed without one
    await this.registry.audit.note({ action: `device.service-${change}`, target: device, detail });
    const answer = answered(
      await this.answers.ask({
        ...{ type: 'service', id: requestId(), change, device, by: who.name, person: who.id, at: this.clock.now() },
        ...(rule !== undefined && { rule }),
        ...(note && { note }),
      }),
    );
    if (answer.type !== 'service') throw new Error(`not the answer of a service: ${answer.type}`);
    return answer.entry;
  }
}
