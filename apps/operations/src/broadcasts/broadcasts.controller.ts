import { type AirTimes, airTimesSchema, type Broadcast, broadcastSchema, WHOLE_COMMUNE } from '#hub/contracts';
import { readReference } from '#hub/service-kit';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { AllowWithin, Who } from '../access/allow.js';
import type { Caller } from '../access/caller.js';
import { invalidInput } from '../http/errors.js';
import {
  approveSchema,
  broadcastId,
  broadcastsAnswer,
  type BroadcastsAnswer,
  changeSchema,
  listSchema,
  stopSchema,
  type TextInput,
  writeSchema,
} from './broadcast.input.js';
import type { Wanted } from './asked-for.js';
import { BroadcastDesk } from './broadcast-desk.js';
import { Recordings } from './recordings.js';

/** Where loudspeakers are, and whether they can be stopped. */
export interface Loudspeakers {
  /** Ids of hamlets; `*`: of the whole commune. */
  at: readonly string[];
  stop: boolean;
  /** Whether they can fetch a recording: the hub has an address for them. */
  plays: boolean;
}
/** Injection token. */
export const LOUDSPEAKERS = 'LOUDSPEAKERS';

/** What is said to all: written, approved, aired. */
@ApiTags('broadcasts')
@Controller('api/broadcasts')
export class BroadcastsController {
  readonly #times: AirTimes = airTimesSchema.parse(readReference('broadcasts.json'));

  constructor(
    @Inject(LOUDSPEAKERS) private readonly loudspeakers: Loudspeakers,
    private readonly desk: BroadcastDesk,
    private readonly recordings: Recordings,
  ) {}

  @Get()
  @AllowWithin('broadcasts.write')
  @ApiOkResponse({ standardSchema: broadcastsAnswer })
  @ApiOperation({ summary: 'Public messages, newest first; where loudspeakers are and when they may speak' })
  async list(
    @Who() who: Caller,
    @Query({ schema: listSchema }) { limit }: z.infer<typeof listSchema>,
  ): Promise<BroadcastsAnswer> {
    const { at, stop, plays } = this.loudspeakers;
    const broadcasts = await this.desk.list(who, limit);
    const hamlets = (await this.desk.hamlets()).map((one) => ({ ...one, speakers: at.includes(one.id) }));
    return { broadcasts, hamlets, everywhere: at.includes(WHOLE_COMMUNE), windows: this.#times.windows, stop, plays };
  }

  @Get(':id')
  @AllowWithin('broadcasts.write')
  @ApiOkResponse({ standardSchema: broadcastSchema })
  @ApiOperation({ summary: 'One of them' })
  get(@Who() who: Caller, @Param('id') id: string): Promise<Broadcast> {
    return this.desk.known(who, id);
  }

  @Post()
  @AllowWithin('broadcasts.write')
  @ApiCreatedResponse({ standardSchema: broadcastSchema })
  @ApiOperation({ summary: 'Writes one, for somebody to approve; 409 where its key is that of another' })
  async write(
    @Who() who: Caller,
    @Body({ schema: writeSchema }) { key, ...text }: z.infer<typeof writeSchema>,
  ): Promise<Broadcast> {
    const id = broadcastId(who.id, key);
    const wanted = await this.#wanted(text);
    return this.desk.once(who, id, wanted, async () =>
      this.desk.ask(who, id, { do: 'write', content: await this.desk.content(who, wanted) }),
    );
  }

  @Put(':id')
  @AllowWithin('broadcasts.write')
  @ApiOkResponse({ standardSchema: broadcastSchema })
  @ApiOperation({ summary: 'Changes one that nobody approved yet; 409 where it is another than the one that was seen' })
  async change(
    @Who() who: Caller,
    @Param('id') id: string,
    @Body({ schema: changeSchema }) { revision, ...text }: z.infer<typeof changeSchema>,
  ): Promise<Broadcast> {
    await this.desk.mine(who, 'broadcasts.write', id);
    return this.desk.ask(who, id, {
      do: 'write',
      content: await this.desk.content(who, await this.#wanted(text)),
      revision,
    });
  }

  @Post(':id/approve')
  @AllowWithin('broadcasts.approve')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: broadcastSchema })
  @ApiOperation({ summary: 'Says yes to the revision that was seen: it is aired now, or at the next hour for it' })
  async approve(
    @Who() who: Caller,
    @Param('id') id: string,
    @Body({ schema: approveSchema }) { revision }: z.infer<typeof approveSchema>,
  ): Promise<Broadcast> {
    await this.desk.mine(who, 'broadcasts.approve', id);
    return this.desk.ask(who, id, { do: 'approve', revision });
  }

  @Post(':id/stop')
  @AllowWithin('broadcasts.write')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: broadcastSchema })
  @ApiOperation({ summary: 'Takes it back before it is aired, and stops it while it is' })
  async stop(
    @Who() who: Caller,
    @Param('id') id: string,
    @Body({ schema: stopSchema }) { note }: z.infer<typeof stopSchema>,
  ): Promise<Broadcast> {
    await this.desk.mine(who, 'broadcasts.write', id);
    return this.desk.ask(who, id, { do: 'stop', ...(note && { note }) });
  }

  async #wanted({ recording, ...text }: TextInput): Promise<Wanted> {
    if (recording === undefined) return text;
    if (!this.loudspeakers.plays)
      throw invalidInput([{ path: ['recording'], message: 'loa không lấy được bản ghi: hub chưa đặt PUBLIC_URL' }]);
    return { ...text, recording: await this.recordings.known(recording) };
  }
}
