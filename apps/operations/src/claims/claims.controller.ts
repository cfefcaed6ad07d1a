import { CLAIM_STATES, type ClaimAnswer, claimAnswerSchema, claimCodeSchema, type ClaimState } from '#hub/contracts';
import {
  type KnownLabel,
  type NewLabels,
  newLabelsSchema,
  type PrintedLabels,
  REFRESH_DIRECTORY,
  REGISTRY,
  type Registry,
  UnknownCodeError,
} from '#hub/registry';
import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Inject,
  Param,
  Post,
  Query,
  Req,
  StreamableFile,
} from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { z } from 'zod';
import { Allow, AllowWithin, Who } from '../access/allow.js';
import type { Caller } from '../access/caller.js';
import { Places } from '../access/places.js';
import { pageSchema } from '../http/query.js';
import { labelAnswer, labelsAnswer, printedAnswer } from './claims.schema.js';
import { CodeTries } from './code-tries.js';
import { labelSheet } from './label-sheet.js';
import { PrintedSheets } from './printed-sheets.js';

const listSchema = pageSchema.extend({
  state: z.enum(CLAIM_STATES).optional(),
  sheet: z.string().max(64).optional(),
});
const sheetSchema = z.object({ sheet: z.string().min(1).max(64) });

/** What a phone may know: whether a label can be put up, and not who has it. */
const SEEN: Readonly<Record<ClaimState, ClaimAnswer['state']>> = {
  open: 'open',
  claimed: 'claimed',
  'handed-out': 'claimed',
  'in-use': 'claimed',
  expired: 'expired',
  withdrawn: 'expired',
};

@ApiTags('claims')
@Controller('api/claims')
export class ClaimsController {
  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(REFRESH_DIRECTORY) private readonly refresh: () => Promise<void>,
    private readonly tries: CodeTries,
    private readonly sheets: PrintedSheets,
    private readonly places: Places,
  ) {}

  @Get()
  @Allow('devices.write')
  @ApiOkResponse({ standardSchema: labelsAnswer })
  @ApiOperation({ summary: 'Labels, newest first' })
  list(@Query({ schema: listSchema }) filter: z.infer<typeof listSchema>): Promise<{
    claims: KnownLabel[];
    total: number;
  }> {
    return this.registry.labels.find(filter);
  }

  @Post()
  @Allow('devices.write')
  @ApiCreatedResponse({ standardSchema: printedAnswer })
  @ApiOperation({ summary: 'Makes labels; their secrets are told this once, and printable for 15 minutes' })
  async print(@Who() who: Caller, @Body({ schema: newLabelsSchema }) wanted: NewLabels): Promise<PrintedLabels> {
    const printed = await this.registry.labels.print(wanted);
    this.sheets.keep(who, printed);
    return printed;
  }

  @Get('labels.pdf')
  @Allow('devices.write')
  @ApiOkResponse({ content: { 'application/pdf': { schema: { type: 'string', format: 'binary' } } } })
  @ApiOperation({ summary: 'Labels made a moment ago as sheets of A4, 3 × 8, to stick on' })
  async sheet(
    @Who() who: Caller,
    @Query({ schema: sheetSchema }) { sheet }: z.infer<typeof sheetSchema>,
  ): Promise<StreamableFile> {
    const { labels, expires } = this.sheets.of(who, sheet);
    const profiles = new Map((await this.registry.profiles.list()).map(({ id, vi }) => [id, vi]));
    const [commune] = await this.registry.communes.list();
    const pdf = await labelSheet(labels, { commune: commune?.name ?? '', profiles, expires });
    return new StreamableFile(pdf, { type: 'application/pdf', disposition: `inline; filename="tem-${sheet}.pdf"` });
  }

  @Get(':code')
  @AllowWithin('devices.install')
  @ApiOkResponse({ standardSchema: claimAnswerSchema })
  @ApiOperation({ summary: 'Whether a label can be put up' })
  async look(@Who() who: Caller, @Req() request: Request, @Param('code') typed: string): Promise<ClaimAnswer> {
    const { code, state, profile } = await this.tries.counted(who, request, () =>
      this.registry.labels.get(codeOf(typed)),
    );
    return { code, state: SEEN[state], ...(profile !== undefined && { profile }) };
  }

  @Delete(':code')
  @Allow('devices.write')
  @HttpCode(204)
  @ApiOperation({ summary: 'Takes a label back: it opens nothing any more' })
  async withdraw(@Param('code') typed: string): Promise<void> {
    await this.registry.labels.withdraw(codeOf(typed));
  }

  @Post(':code/reopen')
  @AllowWithin('devices.install')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: labelAnswer })
  @ApiOperation({ summary: 'The box lost its secret: its label leads it to the same device once more' })
  async reopen(@Who() who: Caller, @Req() request: Request, @Param('code') typed: string): Promise<KnownLabel> {
    const code = codeOf(typed);
    const { device } = await this.tries.counted(who, request, () => this.registry.labels.get(code));
    if (device === undefined || !who.can('devices.install', this.places.of(device))) throw new UnknownCodeError(code);
    const label = await this.registry.labels.reopen(code);
    await this.refresh();
    return label;
  }
}

/** @throws UnknownCodeError: what is no code is no label's either */
function codeOf(typed: string): string {
  const { success, data } = claimCodeSchema.safeParse(typed);
  if (!success) throw new UnknownCodeError(typed.slice(0, 20));
  return data;
}
