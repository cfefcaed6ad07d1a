import { isGone } from '#hub/contracts';
import { type DeviceDirectory, DIRECTORY } from '#hub/registry';
import { EVENT_LOG, type EventLog } from '#hub/event-log';
import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { AllowWithin, Who } from '../access/allow.js';
import type { Caller } from '../access/caller.js';
import { Places } from '../access/places.js';
import { DeadLetterIndex } from '../dead-letters/dead-letter-index.js';
import { LiveBoard } from '../live/live-board.js';
import { recentPackets, type SeenPackets } from './recent-packets.js';
import { packetsAnswer } from './packets.schema.js';

const querySchema = z.object({ limit: z.coerce.number().int().min(1).max(100).default(20) });

@ApiTags('devices')
@Controller('api/devices')
export class PacketsController {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(DIRECTORY) private readonly directory: DeviceDirectory,
    private readonly letters: DeadLetterIndex,
    private readonly board: LiveBoard,
    private readonly places: Places,
  ) {}

  @Get(':id/packets')
  @AllowWithin('devices.inspect')
  @ApiOkResponse({ standardSchema: packetsAnswer })
  @ApiOperation({ summary: 'Its last packets, newest first: as they came, beside what was read out of them' })
  packets(
    @Who() who: Caller,
    @Param('id') id: string,
    @Query({ schema: querySchema }) { limit }: z.infer<typeof querySchema>,
  ): Promise<SeenPackets> {
    const device = this.places.device(who, 'devices.inspect', id);
    const { log, letters, board, directory } = this;
    return recentPackets(
      {
        log,
        letters,
        devicesOf: (account) =>
          [...directory.devices()].filter((d) => (d.gateway ?? d.id) === account && !isGone(d.state)),
        presenceOf: (of) => board.presenceOf(of),
      },
      device,
      limit,
    );
  }
}
