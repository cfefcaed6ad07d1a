import { type Handover, handoverSchema } from '#hub/contracts';
import { REGISTRY, type Registry } from '#hub/registry';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Allow, Who } from '../access/allow.js';
import type { Caller } from '../access/caller.js';
import { ApiError, notFound } from '../http/errors.js';

const LONGEST_SHIFT_MS = 48 * 3_600_000;
const giveSchema = z
  .object({
    from: z.int().min(0),
    to: z.int().min(0),
    summary: z.string().trim().min(1).max(10_000),
    note: z.string().trim().max(2000).optional(),
  })
  .refine(({ from, to }) => from < to && to - from <= LONGEST_SHIFT_MS, {
    path: ['to'],
    error: 'ca phải dài hơn 0 và không quá 48 giờ',
  });
const listSchema = z.object({ limit: z.coerce.number().int().min(1).max(200).default(20) });
const listAnswer = z.object({ handovers: z.array(handoverSchema) });

/** Whoever leaves tells whoever comes; both are written down. */
@ApiTags('handovers')
@Controller('api/handovers')
export class HandoversController {
  constructor(@Inject(REGISTRY) private readonly registry: Registry) {}

  @Get()
  @Allow('alerts.acknowledge')
  @ApiOkResponse({ standardSchema: listAnswer })
  @ApiOperation({ summary: 'Shifts that were given to the next, newest first' })
  async list(@Query({ schema: listSchema }) { limit }: z.infer<typeof listSchema>): Promise<{ handovers: Handover[] }> {
    return { handovers: await this.registry.handovers.list(limit) };
  }

  @Post()
  @Allow('alerts.acknowledge')
  @ApiCreatedResponse({ standardSchema: handoverSchema })
  @ApiOperation({ summary: 'Gives a shift to whoever comes next' })
  give(@Who() who: Caller, @Body({ schema: giveSchema }) shift: z.infer<typeof giveSchema>): Promise<Handover> {
    const { note, ...rest } = shift;
    return this.registry.handovers.give({ ...rest, ...(note && { note }), person: who.id, by: who.name });
  }

  @Post(':id/take')
  @Allow('alerts.acknowledge')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: handoverSchema })
  @ApiOperation({ summary: 'Whoever comes takes it' })
  async take(@Who() who: Caller, @Param('id') id: string): Promise<Handover> {
    const known = await this.registry.handovers.get(id);
    if (!known) throw notFound('Không có lần giao ca này');
    if (known.person === who.id)
      throw new ApiError(409, { error: 'own', message: 'Người giao ca không tự nhận ca của mình' });
    const { handover, won } = (await this.registry.handovers.take(id, who.id, who.name))!;
    if (won) return handover;
    const { by, at } = handover.taken!;
    throw new ApiError(409, { error: 'taken', message: `${by} đã nhận ca này`, by, at });
  }
}
