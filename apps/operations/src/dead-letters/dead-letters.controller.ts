import type { DeadLetter } from '#hub/contracts';
import { REGISTRY, type Registry } from '#hub/registry';
import { Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Allow, Who } from '../access/allow.js';
import { type Caller } from '../access/caller.js';
import { pageSchema } from '../http/query.js';
import { DeadLettersService, type ShownLetter } from './dead-letters.service.js';
import { letterAnswer, lettersAnswer, replayAnswer } from '../http/answers.schema.js';

const KINDS = ['unrecognised', 'undecodable', 'refused', 'failed'] as const satisfies readonly DeadLetter['kind'][];
const listSchema = pageSchema.extend({ kind: z.enum(KINDS).optional(), account: z.string().max(63).optional() });

@ApiTags('dead letters')
@Controller('api/dead-letters')
export class DeadLettersController {
  constructor(
    private readonly letters: DeadLettersService,
    @Inject(REGISTRY) private readonly registry: Registry,
  ) {}

  @Get()
  @Allow('devices.inspect')
  @ApiOkResponse({ standardSchema: lettersAnswer })
  @ApiOperation({
    summary: 'Packets that were set aside: unrecognised ("Chưa nhận dạng"), undecodable, refused, failed',
  })
  list(@Query({ schema: listSchema }) { limit, offset, ...filter }: z.infer<typeof listSchema>): {
    deadLetters: ShownLetter[];
    total: number;
  } {
    return this.letters.list(filter, offset, limit);
  }

  @Get(':id')
  @Allow('devices.inspect')
  @ApiOkResponse({ standardSchema: letterAnswer })
  @ApiOperation({ summary: 'One of them, with the packet as it came' })
  get(@Param('id') id: string): ShownLetter {
    return this.letters.get(id);
  }

  @Post(':id/replay')
  @Allow('devices.write')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: replayAnswer })
  @ApiOperation({ summary: 'Reads it again with the maps of today' })
  async replay(@Who() who: Caller, @Param('id') id: string): Promise<{ resolved: boolean; reason?: string }> {
    await this.registry.audit.note({ action: 'dead-letter.replay', target: id });
    return this.letters.replay(id, who.name);
  }
}
