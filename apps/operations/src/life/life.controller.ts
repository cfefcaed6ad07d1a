import {
  type Device,
  deviceSchema,
  isGone,
  type LifeEntry,
  lifeEntrySchema,
  type StateChange,
  stateChangeSchema,
} from '#hub/contracts';
import { REFRESH_DIRECTORY, REGISTRY, type Registry } from '#hub/registry';
import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { AllowWithin, Who } from '../access/allow.js';
import type { Caller } from '../access/caller.js';
import { Places } from '../access/places.js';
import { withNames } from '../registry/history.js';

@ApiTags('devices')
@Controller('api/devices/:id')
export class LifeController {
  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(REFRESH_DIRECTORY) private readonly refresh: () => Promise<void>,
    private readonly places: Places,
  ) {}

  @Get('life')
  @AllowWithin('devices.read')
  @ApiOkResponse({ standardSchema: z.object({ life: z.array(lifeEntrySchema) }) })
  @ApiOperation({ summary: 'Its states: since when, by whom and why, newest first' })
  async life(@Who() who: Caller, @Param('id') id: string): Promise<{ life: LifeEntry[] }> {
    this.places.device(who, 'devices.read', id);
    return { life: await withNames(this.registry, who, await this.registry.life.of(id), `device/${id}`) };
  }

  @Post('state')
  @AllowWithin('devices.maintain')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: deviceSchema })
  @ApiOperation({
    summary: 'Takes it into another state: maintenance for a while, calibration, out of order, replaced …',
  })
  async change(
    @Who() who: Caller,
    @Param('id') id: string,
    @Body({ schema: stateChangeSchema }) wish: StateChange,
  ): Promise<Device> {
    const { state } = this.places.device(who, 'devices.maintain', id);
    // whoever puts boxes up may put one in the place of another; in and out of the registry's use is the desk's
    if (wish.state === 'replaced' && !isGone(state)) this.#mayReplace(who, id, wish.by);
    else if (isGone(wish.state) || isGone(state) || wish.state === 'planned')
      who.must('devices.write', this.places.of(id));
    const device = await this.registry.life.change(id, wish);
    await this.refresh();
    return device;
  }

  #mayReplace(who: Caller, id: string, by: string | undefined): void {
    who.must('devices.install', this.places.of(id));
    if (by !== undefined) this.places.device(who, 'devices.install', by);
  }
}
