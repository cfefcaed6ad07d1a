import { type Device, deviceSchema, type LatestOfDevice, type Presence } from '#hub/contracts';
import {
  type DevicePatch,
  devicePatchSchema,
  type NewDevice,
  newDeviceSchema,
  REFRESH_DIRECTORY,
  REGISTRY,
  type Registry,
} from '#hub/registry';
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { LiveBoard } from '../live/live-board.js';
import { latestAnswer, newDeviceAnswer, presenceAnswer, secretAnswer } from '../http/answers.schema.js';

const latestSchema = z.object({ device: z.string().max(63).optional() });

@ApiTags('devices')
@Controller('api')
export class DevicesController {
  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(REFRESH_DIRECTORY) private readonly refresh: () => Promise<void>,
    private readonly board: LiveBoard,
  ) {}

  @Get('devices')
  @ApiOkResponse({ standardSchema: z.object({ devices: z.array(deviceSchema) }) })
  @ApiOperation({ summary: 'All devices' })
  async list(): Promise<{ devices: Device[] }> {
    return { devices: await this.registry.devices.list() };
  }

  @Get('devices/:id')
  @ApiOkResponse({ standardSchema: deviceSchema })
  @ApiOperation({ summary: 'One device' })
  get(@Param('id') id: string): Promise<Device> {
    return this.registry.devices.get(id);
  }

  @Post('devices')
  @ApiCreatedResponse({ standardSchema: newDeviceAnswer })
  @ApiOperation({ summary: 'Registers a device; its secret is shown this once' })
  async add(@Body({ schema: newDeviceSchema }) device: NewDevice): Promise<{ device: Device; secret?: string }> {
    const added = await this.registry.devices.add(device);
    await this.refresh();
    return added;
  }

  @Patch('devices/:id')
  @ApiOkResponse({ standardSchema: deviceSchema })
  @ApiOperation({ summary: 'Changes some of what is known of it' })
  async update(@Param('id') id: string, @Body({ schema: devicePatchSchema }) patch: DevicePatch): Promise<Device> {
    const device = await this.registry.devices.update(id, patch);
    await this.refresh();
    return device;
  }

  @Delete('devices/:id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Retires it: cut off at once, history stays' })
  async retire(@Param('id') id: string): Promise<void> {
    await this.registry.devices.retire(id);
    await this.refresh();
  }

  @Post('devices/:id/secret')
  @ApiCreatedResponse({ standardSchema: secretAnswer })
  @ApiOperation({ summary: 'A new secret, shown this once; the old ones open nothing any more' })
  async newSecret(@Param('id') id: string): Promise<{ secret: string }> {
    const secret = await this.registry.devices.newSecret(id);
    await this.refresh();
    return { secret };
  }

  @Get('latest')
  @ApiOkResponse({ standardSchema: latestAnswer })
  @ApiOperation({ summary: 'Newest value of each metric' })
  latest(@Query({ schema: latestSchema }) { device }: z.infer<typeof latestSchema>): { latest: LatestOfDevice[] } {
    const { latest } = this.board;
    if (device === undefined) return { latest: latest.all() };
    const values = latest.of(device);
    return { latest: values ? [{ device, values }] : [] };
  }

  @Get('presence')
  @ApiOkResponse({ standardSchema: presenceAnswer })
  @ApiOperation({ summary: 'Who is online, offline or silent' })
  presence(): { presence: Presence[] } {
    return { presence: this.board.presences() };
  }
}
