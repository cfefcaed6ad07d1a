import { type AuditEntry, type ChainVerdict, REGISTRY, type Registry } from '#hub/registry';
import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { z } from 'zod';
import { Allow, Who } from '../access/allow.js';
import type { Caller } from '../access/caller.js';
import { auditAnswer, chainAnswer } from '../http/people.schema.js';
import { pageSchema, timeSchema } from '../http/query.js';

const listSchema = pageSchema.extend({
  from: timeSchema.optional(),
  to: timeSchema.optional(),
  by: z.string().max(63).optional(),
  action: z.string().max(63).optional(),
  target: z.string().max(120).optional(),
});

type NamedEntry = AuditEntry & Record<'byName' | 'targetName' | 'actingForName', string | undefined>;

@ApiTags('audit')
@Controller('api/audit')
export class AuditController {
  constructor(@Inject(REGISTRY) private readonly registry: Registry) {}

  @Get()
  @Allow('audit.read')
  @ApiOkResponse({ standardSchema: auditAnswer })
  @ApiOperation({
    summary: 'Who changed what, and who looked at personal data, newest first. The look is written down',
  })
  async list(
    @Who() who: Caller,
    @Query({ schema: listSchema }) filter: z.infer<typeof listSchema>,
  ): Promise<{ entries: NamedEntry[]; total: number }> {
    const { entries, total } = await this.registry.audit.find(filter);
    // what was done to whom is for those who may read people; who did it, for all who read the log
    const about = who.canEverywhere('people.read')
      ? entries.flatMap(({ target, actingFor }) => [target ?? '', actingFor ?? ''])
      : [];
    const names = await this.registry.people.names([...entries.map(({ by }) => by), ...about]);
    await this.registry.audit.note({ action: 'audit.read' });
    const nameOf = (id: string | undefined, seen = true) => (seen ? names.get(id ?? '') : undefined);
    const named = entries.map((entry) => ({
      ...entry,
      byName: nameOf(entry.by),
      targetName: nameOf(entry.target, about.length > 0),
      actingForName: nameOf(entry.actingFor, about.length > 0),
    }));
    return { entries: named, total };
  }

  @Get('chain')
  @Allow('audit.read')
  @ApiOkResponse({ standardSchema: chainAnswer })
  @ApiOperation({ summary: 'Computes the chain again: whether a line was changed, taken out or put in' })
  chain(): Promise<ChainVerdict> {
    return this.registry.audit.verify();
  }

  @Get('export')
  @Allow('audit.read')
  @ApiOkResponse({ content: { 'application/x-ndjson': { schema: { type: 'string' } } } })
  @ApiOperation({ summary: 'All of it, a JSON object a line, oldest first' })
  async export(@Res() response: Response): Promise<void> {
    await this.registry.audit.note({ action: 'audit.export' });
    response.type('application/x-ndjson').attachment('audit.jsonl');
    for await (const entry of this.registry.audit.scan()) {
      if (response.destroyed) return;
      if (!response.write(`${JSON.stringify(entry)}\n`))
        await new Promise<void>((resolve) => {
          response.once('drain', resolve);
          response.once('close', resolve);
        });
    }
    response.end();
  }
}
