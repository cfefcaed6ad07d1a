import { claimAccount, type DeviceCheck, deviceCheckSchema, type Refusal } from '#hub/contracts';
import { type DeviceDirectory, DIRECTORY, REGISTRY, type Registry } from '#hub/registry';
import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AllowWithin, Who } from '../access/allow.js';
import type { Caller } from '../access/caller.js';
import { Places } from '../access/places.js';
import { LiveBoard } from '../live/live-board.js';
import { checkOf } from './device-check.js';

const NEWEST = 5;

@ApiTags('installations')
@Controller('api/devices')
export class CheckController {
  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(DIRECTORY) private readonly directory: DeviceDirectory,
    private readonly board: LiveBoard,
    private readonly places: Places,
  ) {}

  @Get(':id/check')
  @AllowWithin('devices.read')
  @ApiOkResponse({ standardSchema: deviceCheckSchema })
  @ApiOperation({ summary: 'How a box that was just put up does: its first packet, or why it is refused' })
  async check(@Who() who: Caller, @Param('id') id: string): Promise<DeviceCheck> {
    const { profile } = this.places.device(who, 'devices.read', id);
    const label = await this.registry.labels.ofDevice(id);
    return checkOf({
      profile: this.directory.profile(profile),
      label,
      since: (await this.registry.installations.installedAt(id)) ?? label?.claimedAt,
      latest: this.board.latest.of(id) ?? {},
      presence: this.board.presences().find(({ device }) => device === id),
      refusals: await this.#refusals(id, label?.code),
    });
  }

  async #refusals(id: string, code: string | undefined): Promise<Refusal[]> {
    const accounts = [id, ...(code === undefined ? [] : [claimAccount(code)])];
    const found = await Promise.all(accounts.map((account) => this.registry.refusals.find({ account, limit: NEWEST })));
    return found.flatMap(({ refusals }) => refusals).sort((a, b) => b.last - a.last);
  }
}
