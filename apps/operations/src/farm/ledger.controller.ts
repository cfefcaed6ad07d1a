import { type Et0Day, et0Setting } from '#hub/contracts';
import { REGISTRY, type Registry } from '#hub/registry';
import { CLOCK, type Clock } from '#hub/service-kit';
import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { z } from 'zod';
import { AllowWithin, Who } from '../access/allow.js';
import type { Caller } from '../access/caller.js';
import { scopesOf, thingFor } from '../registry/thing-scope.js';
import { ledgerQuery } from './farm.schema.js';
import { ledgerXlsx } from './ledger-xlsx.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const AT_ONCE = 500;

/** What the seasons took of water, as a workbook. */
@ApiTags('farm')
@Controller('api/farm/ledger.xlsx')
export class LedgerController {
  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @AllowWithin('farm.keep')
  @ApiOkResponse({ content: { [XLSX]: { schema: { type: 'string', format: 'binary' } } } })
  @ApiOperation({ summary: 'Water of a season by plot and block: used, rain, dry cycles, saved against flooding' })
  async ledger(
    @Who() who: Caller,
    @Query({ schema: ledgerQuery }) { block, from }: z.infer<typeof ledgerQuery>,
    @Res() response: Response,
  ): Promise<void> {
    if (block !== undefined) await thingFor(this.registry, who, 'farm.keep', 'block', block);
    const within = scopesOf(who, 'farm.keep');
    const plots = await this.registry.things.all('plot', { within, block });
    const blocks = await this.registry.things.all('block', { within });
    const ledgers = await this.registry.ledgers.of(
      plots.map(({ id }) => id),
      from,
    );
    const names = await this.#names([...new Set(plots.flatMap(({ owner }) => owner ?? []))]);
    await this.registry.audit.note({ action: 'ledger.export', ...(block !== undefined && { target: block }) });
    const shown = blocks.filter(({ id }) => block === undefined || id === block);
    const et0 = await Promise.all(shown.map(async ({ id, name }) => ({ name, days: await this.#et0(id, from) })));
    const bytes = await ledgerXlsx({ ledgers, plots, blocks, names, et0, at: this.clock.now() });
    response
      .attachment(`so-nuoc${block === undefined ? '' : `-${block}`}.xlsx`)
      .type(XLSX)
      .send(Buffer.from(bytes));
  }

  async #et0(block: string, from: string | undefined): Promise<Et0Day[]> {
    const days = ((await this.registry.settings.get(et0Setting(block))) ?? []) as Et0Day[];
    return days.filter(({ day }) => from === undefined || day >= from);
  }

  async #names(ids: readonly string[]): Promise<Map<string, string>> {
    const names = new Map<string, string>();
    for (let i = 0; i < ids.length; i += AT_ONCE)
      for (const [id, name] of await this.registry.people.names(ids.slice(i, i + AT_ONCE))) names.set(id, name);
    return names;
  }
}
