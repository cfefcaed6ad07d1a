import type { Refusal } from '#hub/contracts';
import { REFUSALS } from '#hub/contracts';
import { REGISTRY, type Registry } from '#hub/registry';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Allow } from '../access/allow.js';
import { pageSchema } from '../http/query.js';
import { refusalsAnswer } from '../http/answers.schema.js';

const listSchema = pageSchema.extend({ account: z.string().max(63).optional() });

@ApiTags('refusals')
@Controller('api/refusals')
export class RefusalsController {
  constructor(@Inject(REGISTRY) private readonly registry: Registry) {}

  @Get()
  @Allow('devices.inspect')
  @ApiOkResponse({ standardSchema: refusalsAnswer })
  @ApiOperation({ summary: 'What the broker said no to, by device, newest first, with the reason in words' })
  async list(
    @Query({ schema: listSchema }) filter: z.infer<typeof listSchema>,
  ): Promise<{ refusals: (Refusal & { words: string })[]; total: number }> {
    const { refusals, total } = await this.registry.refusals.find(filter);
    return { total, refusals: refusals.map((refusal) => ({ ...refusal, words: REFUSALS[refusal.reason] })) };
  }
}
