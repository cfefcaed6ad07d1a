import { type ImportAnswer, importAnswerSchema, type ThingKind, thingKindSchema, THINGS } from '#hub/contracts';
import { type Imported, REFRESH_DIRECTORY, REGISTRY, type Registry } from '#hub/registry';
import { Controller, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Allow, AllowWithin, Who } from '../access/allow.js';
import type { Caller } from '../access/caller.js';
import { notFound } from '../http/errors.js';
import {
  type ExportQuery,
  exportQuerySchema,
  FILES,
  type ImportQuery,
  importQuerySchema,
  meridiansAnswer,
} from './exchange.schema.js';
import { readBody } from './read-body.js';
import { scopesOf } from './thing-scope.js';

const types = Object.values(FILES).map(({ type }) => type);
const file = { schema: { type: 'string', format: 'binary' } } as const;

/** Files of things, in and out. In front of the controllers of the kinds: "export" is no id. */
@ApiTags('registry')
@Controller('api/registry')
export class ExchangeController {
  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(REFRESH_DIRECTORY) private readonly refresh: () => Promise<void>,
  ) {}

  @Get('meridians')
  @AllowWithin('registry.read')
  @ApiOkResponse({ standardSchema: meridiansAnswer })
  @ApiOperation({ summary: 'Central meridians of VN-2000 by province, and those of the commune’s own' })
  meridians(): Promise<Awaited<ReturnType<Registry['exchange']['meridians']>>> {
    return this.registry.exchange.meridians();
  }

  @Post(':kind/import')
  @HttpCode(200)
  @Allow('registry.write')
  @ApiConsumes(...types)
  @ApiBody(file)
  @ApiOkResponse({ standardSchema: importAnswerSchema })
  @ApiOperation({
    summary:
      'Takes a file in: all of it or, with the wrong rows named, nothing; dryRun looks, skipBad leaves these out',
  })
  async import(
    @Who() who: Caller,
    @Param('kind') kind: string,
    @Query({ schema: importQuerySchema }) { format, crs, meridian, dryRun, skipBad }: ImportQuery,
    @Req() request: Request,
  ): Promise<ImportAnswer> {
    const imported: Imported = await this.registry.exchange.import(kindIn(kind), await readBody(request), {
      ...{ format, dryRun, skipBad },
      crs: { system: crs, meridian },
      people: who.canEverywhere('people.read'),
    });
    if (imported.imported) await this.refresh();
    return imported;
  }

  @Get(':kind/export')
  @AllowWithin('registry.read')
  @ApiOkResponse({ content: Object.fromEntries(types.map((type) => [type, file])) })
  @ApiOperation({ summary: 'What the caller may see of a kind, as a file that can be imported again' })
  async export(
    @Who() who: Caller,
    @Param('kind') kind: string,
    @Query({ schema: exportQuerySchema }) { format, ...filter }: ExportQuery,
    @Res() response: Response,
  ): Promise<void> {
    const within = scopesOf(who, 'registry.read');
    const bytes = await this.registry.exchange.export(kindIn(kind), format, { ...filter, within });
    await this.registry.audit.note({ action: `${kind}.export`, detail: { format } });
    const { type, ending } = FILES[format];
    response.attachment(`${kind}.${ending}`).type(type).send(Buffer.from(bytes));
  }
}

/** @throws ApiError 404 */
function kindIn(text: string): ThingKind {
  const kind = thingKindSchema.safeParse(text).data;
  if (!kind) throw notFound(`Không có loại "${text}". Các loại: ${Object.keys(THINGS).join(', ')}`);
  return kind;
}
