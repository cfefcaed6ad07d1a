import type { HistoryEntry } from '#hub/contracts';
import { REGISTRY, type Registry } from '#hub/registry';
import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Allow, AllowWithin, Who } from '../access/allow.js';
import type { Caller } from '../access/caller.js';
import { Places } from '../access/places.js';
import { notFound } from '../http/errors.js';
import { pageSchema } from '../http/query.js';
import { historyOf } from './history.js';
import { historyAnswer } from './things.schema.js';

type Page = z.infer<typeof pageSchema>;
interface History {
  entries: HistoryEntry[];
  total: number;
}
/** A version of the commune has its whole map. */
const fewSchema = pageSchema.extend({ limit: z.coerce.number().int().min(1).max(10).default(10) });

/** Versions of what has pages of its own beside the registry's things. */
@ApiTags('registry')
@Controller('api')
export class RegisteredHistoryController {
  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    private readonly places: Places,
  ) {}

  @Get('devices/:id/history')
  @AllowWithin('devices.read')
  @ApiOkResponse({ standardSchema: historyAnswer })
  @ApiOperation({ summary: 'Every version of a device, the newest first' })
  device(@Who() who: Caller, @Param('id') id: string, @Query({ schema: pageSchema }) page: Page): Promise<History> {
    this.places.device(who, 'devices.read', id);
    return historyOf(this.registry, who, 'device', id, page);
  }

  @Get('gateways/:id/history')
  @Allow('devices.read')
  @ApiOkResponse({ standardSchema: historyAnswer })
  @ApiOperation({ summary: 'Every version of a gateway, the newest first; of one that was removed, too' })
  gateway(@Who() who: Caller, @Param('id') id: string, @Query({ schema: pageSchema }) page: Page): Promise<History> {
    return historyOf(this.registry, who, 'gateway', id, page);
  }

  @Get('profiles/:id/history')
  @Allow('devices.read')
  @ApiOkResponse({ standardSchema: historyAnswer })
  @ApiOperation({ summary: 'Every version of a device profile, the newest first; of one that was removed, too' })
  profile(@Who() who: Caller, @Param('id') id: string, @Query({ schema: pageSchema }) page: Page): Promise<History> {
    return historyOf(this.registry, who, 'profile', id, page);
  }

  @Get('commune/history')
  @Allow('commune.write')
  @ApiOkResponse({ standardSchema: historyAnswer })
  @ApiOperation({ summary: 'Every version of the commune and its map, the newest first' })
  async commune(@Who() who: Caller, @Query({ schema: fewSchema }) page: Page): Promise<History> {
    const [commune] = await this.registry.communes.list();
    if (!commune) throw notFound('Chưa khai báo xã');
    return historyOf(this.registry, who, 'commune', commune.code, page);
  }
}
