import { type Escalation, escalationSchema, type Notice, noticeSchema, targetsOf } from '#hub/contracts';
import { REGISTRY, type Registry } from '#hub/registry';
import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { AllowWithin, Who } from '../access/allow.js';
import type { Caller } from '../access/caller.js';
import { Places } from '../access/places.js';
import { LiveBoard } from '../live/live-board.js';

@ApiTags('notices')
@Controller('api/incidents/:id/notices')
export class NoticesController {
  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    private readonly places: Places,
    private readonly board: LiveBoard,
  ) {}

  /** Names are for those who deal with alerts: a wall hears where the escalation stands, and no name. */
  @Get()
  @AllowWithin('alerts.acknowledge')
  @ApiOkResponse({
    standardSchema: z.object({ notices: z.array(noticeSchema), escalation: escalationSchema.optional() }),
  })
  @ApiOperation({ summary: 'Who was told of an incident, by which ways, and what came of it' })
  async list(@Who() who: Caller, @Param('id') id: string): Promise<{ notices: Notice[]; escalation?: Escalation }> {
    const mine = (device: string) => who.can('alerts.acknowledge', this.places.of(device));
    const within = <T extends Parameters<typeof targetsOf>[0]>(all: readonly T[]) =>
      all.filter((one) => targetsOf(one).some(mine));
    const known = this.board.escalationOf(id);
    const [escalation] = within(known ? [known] : []);
    return { notices: within(await this.registry.notices.ofIncident(id)), ...(escalation && { escalation }) };
  }
}
