import {
  type ListedSource,
  type SourceFigures,
  sourceFiguresSchema,
  type SourcesPage,
  sourcesPageSchema,
} from '#hub/contracts';
import { REGISTRY, type Registry } from '#hub/registry';
import { sooner } from '#hub/water';
import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { z } from 'zod';
import { AllowWithin, Who } from '../access/allow.js';
import type { Caller } from '../access/caller.js';
import { FILES } from '../registry/exchange.schema.js';
import { scopesOf } from '../registry/thing-scope.js';
import {
  sourceFiguresQuery,
  type SourcesExport,
  sourcesExportSchema,
  type SourcesQuery,
  sourcesQuerySchema,
} from './source.input.js';
import { SourcesDesk } from './sources-desk.js';
import { sourcesSheet } from './sources-sheet.js';

const file = { schema: { type: 'string', format: 'binary' } } as const;
const MOST_NAMED = 1000;

/** The inventory of waste-water sources: indicator 15.2. */
@ApiTags('sources')
@Controller('api')
export class SourcesController {
  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    private readonly desk: SourcesDesk,
  ) {}

  @Get('sources')
  @AllowWithin('registry.read')
  @ApiOkResponse({ standardSchema: sourcesPageSchema })
  @ApiOperation({ summary: 'Waste-water sources, those that do not wait first, with what is due and what was found' })
  async list(
    @Who() who: Caller,
    @Query({ schema: sourcesQuerySchema }) { limit, offset, ...wanted }: SourcesQuery,
  ): Promise<SourcesPage> {
    const sources = await this.#wanted(who, wanted);
    return { sources: sources.slice(offset, offset + limit), total: sources.length };
  }

  @Get('sources/export')
  @AllowWithin('registry.read')
  @ApiOkResponse({ content: { [FILES.csv.type]: file, [FILES.xlsx.type]: file } })
  @ApiOperation({ summary: 'The same as a file to be handed in: due dates, last result, values over limits' })
  async export(
    @Who() who: Caller,
    @Query({ schema: sourcesExportSchema }) { format, ...wanted }: SourcesExport,
    @Res() response: Response,
  ): Promise<void> {
    const sources = await this.#wanted(who, wanted);
    const [hamlets, canals] = [await this.#names('hamlet'), await this.#names('canal')];
    const [commune] = await this.registry.communes.list();
    const sheet = sourcesSheet(sources, { hamlets, canals, simulated: commune?.simulated ?? false });
    const bytes = await this.registry.exchange.sheet(format, sheet);
    await this.registry.audit.note({ action: 'source.export', detail: { format, rows: sources.length } });
    const { type, ending } = FILES[format];
    response.attachment(`kiem-ke-nguon-thai.${ending}`).type(type).send(Buffer.from(bytes));
  }

  @Get('source-figures')
  @AllowWithin('registry.read')
  @ApiOkResponse({ standardSchema: sourceFiguresSchema })
  @ApiOperation({
    summary: 'Figures of indicator 15.2: inventoried, inspected in the period, over limits, with a device',
  })
  figures(
    @Who() who: Caller,
    @Query({ schema: sourceFiguresQuery }) period: z.infer<typeof sourceFiguresQuery>,
  ): Promise<SourceFigures> {
    return this.desk.figures({ within: scopesOf(who, 'registry.read') }, period);
  }

  async #wanted(who: Caller, wanted: Omit<SourcesExport, 'format'>): Promise<ListedSource[]> {
    const { search, hamlet, type, canal, due, exceeding, closed } = wanted;
    const all = await this.desk.list({ search, hamlet, within: scopesOf(who, 'registry.read') });
    return all.filter(
      ({ source, permit, check, exceeding: over }) =>
        (type === undefined || source.type === type) &&
        (canal === undefined || source.canal === canal) &&
        (due === undefined || sooner(permit, check).state === due) &&
        (exceeding === undefined || over > 0 === exceeding) &&
        (closed === undefined || (source.closed ?? false) === closed),
    );
  }

  async #names(kind: 'hamlet' | 'canal'): Promise<Map<string, string>> {
    const { things } = await this.registry.things.find(kind, { limit: MOST_NAMED });
    return new Map(things.map(({ id, name }) => [id, name]));
  }
}
