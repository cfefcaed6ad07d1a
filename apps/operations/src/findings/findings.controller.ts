import {
  behind,
  type BurningFigures,
  burningFiguresSchema,
  FINDING_KINDS,
  type FindingOf,
  listedFindingSchema,
  type ListedFinding,
  SLACK_MS,
} from '#hub/contracts';
import { REGISTRY, type Registry } from '#hub/registry';
import { CLOCK, type Clock } from '#hub/service-kit';
import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { z } from 'zod';
import { Allow, AllowWithin, Who } from '../access/allow.js';
import type { Caller } from '../access/caller.js';
import { Places } from '../access/places.js';
import { timeSchema } from '../http/query.js';
import { figuresSchema } from '../incidents/incident.input.js';
import { FindingDesk } from './finding-desk.js';
import { type Labelled, labelledCsv } from './labelled-csv.js';

const kinds = z.enum(FINDING_KINDS);
const listSchema = z.object({
  kind: kinds.optional(),
  before: timeSchema.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
const answerSchema = z.object({ findings: z.array(listedFindingSchema) });
const PAGE = 200;
const MOST_PAGES = 10;
const MOST_INCIDENTS = 1000;
/** Indicator 16.3 counts what a person looked into within an hour. */
const VERIFIED_WITHIN_MS = 60 * 60_000;

/** What the hub concluded, and what came of it. */
@ApiTags('findings')
@Controller('api')
export class FindingsController {
  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly desk: FindingDesk,
    private readonly places: Places,
  ) {}

  @Get('findings')
  @AllowWithin('alerts.acknowledge')
  @ApiOkResponse({ standardSchema: answerSchema })
  @ApiOperation({ summary: 'What the hub concluded, newest first: without plots, sources and names' })
  async list(
    @Who() who: Caller,
    @Query({ schema: listSchema }) { kind, before, limit }: z.infer<typeof listSchema>,
  ): Promise<{ findings: ListedFinding[] }> {
    const findings: ListedFinding[] = [];
    // somebody of one hamlet looks for few among many
    for (let page = 0, until = before; page < MOST_PAGES && findings.length < limit; page++) {
      const some = await this.registry.findings.list({ kind, before: until, limit: PAGE });
      findings.push(...some.flatMap((finding) => this.desk.listed(who, finding) ?? []));
      if (some.length < PAGE) break;
      until = some.at(-1)!.startedAt;
    }
    return { findings: findings.slice(0, limit) };
  }

  @Get('findings/labelled.csv')
  @Allow('rules.write')
  @ApiOkResponse({ content: { 'text/csv': { schema: { type: 'string' } } } })
  @ApiOperation({ summary: 'Suspected burning with what people said of it, to tune the detector by' })
  async labelled(
    @Query({ schema: figuresSchema }) { from, to }: z.infer<typeof figuresSchema>,
    @Res() response: Response,
  ): Promise<void> {
    const findings = await this.registry.findings.between('burning', from, to);
    const now = this.clock.now();
    const { incidents } = await this.registry.incidents.find({
      ...{ cause: 'fire', from: from - SLACK_MS, to: to + SLACK_MS, now, limit: MOST_INCIDENTS },
    });
    const labelled = new Map<string, Labelled>();
    for (const finding of findings) labelled.set(finding.id, { finding: finding as FindingOf<'burning'> });
    for (const incident of incidents.filter(({ drill }) => drill !== true)) {
      const found = behind(incident, findings, now);
      if (found && incident.verdict) labelled.get(found.id)!.verdict = incident.verdict;
    }
    await this.registry.audit.note({ action: 'findings.export' });
    const csv = labelledCsv([...labelled.values()]);
    response.attachment('nghi-dot-co-ket-luan.csv').type('text/csv; charset=utf-8').send(csv);
  }

  @Get('burning-figures')
  @AllowWithin('alerts.read')
  @ApiOkResponse({ standardSchema: burningFiguresSchema })
  @ApiOperation({
    summary:
      'Indicator 16.3: suspected burning detected, verified within 60 minutes, false alarms. Real incidents alone',
  })
  figures(
    @Who() who: Caller,
    @Query({ schema: figuresSchema }) { from, to }: z.infer<typeof figuresSchema>,
  ): Promise<BurningFigures> {
    return this.registry.alertFigures.burning({
      ...{ from, to, now: this.clock.now(), withinMs: VERIFIED_WITHIN_MS },
      ...(!who.canEverywhere('alerts.read') && { targets: this.places.devices(who, 'alerts.read') }),
    });
  }
}
