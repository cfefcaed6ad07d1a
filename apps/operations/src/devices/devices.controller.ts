import {
  type Device,
  deviceSchema,
  type LatestOfDevice,
  type ListedDevice,
  listedDeviceSchema,
  type Presence,
} from '#hub/contracts';
import {
  type DeviceDirectory,
  type DevicePatch,
  devicePatchSchema,
  DIRECTORY,
  type NewDevice,
  newDeviceSchema,
  REFRESH_DIRECTORY,
  REGISTRY,
  type Registry,
} from '#hub/registry';
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Allow, AllowWithin, Who } from '../access/allow.js';
import type { Caller } from '../access/caller.js';
import { Places } from '../access/places.js';
import { LiveBoard } from '../live/live-board.js';
import { latestAnswer, newDeviceAnswer, presenceAnswer, secretAnswer } from '../http/answers.schema.js';

const latestSchema = z.object({ device: z.string().max(63).optional() });

@ApiTags('devices')
@Controller('api')
export class DevicesController {
  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(REFRESH_DIRECTORY) private readonly refresh: () => Promise<void>,
    @Inject(DIRECTORY) private readonly directory: DeviceDirectory,
    private readonly board: LiveBoard,
    private readonly places: Places,
  ) {}

  @Get('devices')
  @AllowWithin('devices.read')
  @ApiOkResponse({ standardSchema: z.object({ devices: z.array(listedDeviceSchema) }) })
  @ApiOperation({ summary: 'All devices' })
  async list(@Who() who: Caller): Promise<{ devices: ListedDevice[] }> {
    const devices = await this.registry.devices.list();
    const seen = who.within('devices.read', devices, ({ id }) => this.places.of(id));
    return {
      devices: seen.map((device) =>
        this.directory.measuresEffluent(device.id) ? { ...device, effluent: true } : device,
      ),
    };
  }

  @Get('devices/:id')
  @AllowWithin('devices.read')
  @ApiOkResponse({ standardSchema: deviceSchema })
  @ApiOperation({ summary: 'One device' })
  async get(@Who() who: Caller, @Param('id') id: string): Promise<Device> {
    this.places.device(who, 'devices.read', id);
    return this.registry.devices.get(id);
  }

  @Post('devices')
  @Allow('devices.write')
  @ApiCreatedResponse({ standardSchema: newDeviceAnswer })
  @ApiOperation({ summary: 'Registers a device; its secret is shown this once' })
  async add(@Body({ schema: newDeviceSchema }) device: NewDevice): Promise<{ device: Device; secret?: string }> {
    const added = await this.registry.devices.add(device);
    await this.refresh();
    return added;
  }

  @Patch('devices/:id')
  @Allow('devices.write')
  @ApiOkResponse({ standardSchema: deviceSchema })
  @ApiOperation({ summary: 'Changes some of what is known of it' })
  async update(@Param('id') id: string, @Body({ schema: devicePatchSchema }) patch: DevicePatch): Promise<Device> {
    const device = await this.registry.devices.update(id, patch);
    await this.refresh();
    return device;
  }

  @Delete('devices/:id')
  @Allow('devices.write')
  @HttpCode(204)
  @ApiOperation({ summary: 'Retires it: cut off at once, history stays' })
  async retire(@Param('id') id: string): Promise<void> {
    await this.registry.devices.retire(id);
    await this.refresh();
  }

  @Post('devices/:id/secret')
  @Allow('devices.write')
  @ApiCreatedResponse({ standardSchema: secretAnswer })
  @ApiOperation({ summary: 'A new secret, shown this once; the old ones open nothing any more' })
  async newSecret(@Param('id') id: string): Promise<{ secret: string }> {
    const secret = await this.registry.devices.newSecret(id);
    await this.refresh();
    return { secret };
  }

  @Get('latest')
  @AllowWithin('readings.read')
  @ApiOkResponse({ standardSchema: latestAnswer })
  @ApiOperation({ summary: 'Newest value of each metric' })
  latest(
    @Who() who: Caller,
    @Query({ schema: latestSchema }) { device }: z.infer<typeof latestSchema>,
  ): { latest: LatestOfDevice[] } {
    const { latest } = this.board;
    const values = device === undefined ? undefined : latest.of(device);
    const asked = device === undefined ? latest.all() : values ? [{ device, values }] : [];
    return { latest: who.within('readings.read', asked, (of) => this.places.of(of.device)) };
  }

  @Get('presence')
  @AllowWithin('devices.read')
  @ApiOkResponse({ standardSchema: presenceAnswer })
  @ApiOperation({ summary: 'Who is online, offline or silent' })
  presence(@Who() who: Caller): { presence: Presence[] } {
    const presence = this.board.presences();
    return { presence: who.within('devices.read', presence, ({ device }) => this.places.of(device)) };
  }
}
