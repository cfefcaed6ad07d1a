import { REFRESH_DIRECTORY, REGISTRY, type Registry, type Rotation } from '#hub/registry';
import { Controller, Delete, Get, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { z } from 'zod';
import { Allow } from '../access/allow.js';

const ms = z.int();
const rotationAnswer = z.object({
  wantedAt: ms,
  wantedBy: z.string(),
  issuedAt: ms.optional().describe('the device was sent its new secret'),
  ackedAt: ms.optional().describe('it said that it has it'),
}) satisfies z.ZodType<Rotation>;

/** A device's secret is changed over the air; the new one ends the old one by being used. */
@ApiTags('devices')
@Controller('api/devices/:id/rotation')
export class RotationController {
  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(REFRESH_DIRECTORY) private readonly refresh: () => Promise<void>,
  ) {}

  @Get()
  @Allow('devices.write')
  @ApiOkResponse({ standardSchema: rotationAnswer })
  @ApiNoContentResponse({ description: 'none is under way' })
  @ApiOperation({ summary: 'How far the change of its secret has got' })
  async get(@Param('id') id: string, @Res({ passthrough: true }) response: Response): Promise<Rotation | undefined> {
    const rotation = await this.registry.rotations.of(id);
    if (!rotation) response.status(204);
    return rotation;
  }

  @Post()
  @Allow('devices.write')
  @ApiCreatedResponse({ standardSchema: rotationAnswer })
  @ApiOperation({ summary: 'Has the device change its secret, as soon as it listens to its config topic' })
  async start(@Param('id') id: string): Promise<Rotation> {
    const rotation = await this.registry.rotations.want(id);
    await this.refresh();
    return rotation;
  }

  @Delete()
  @Allow('devices.write')
  @HttpCode(204)
  @ApiOperation({ summary: 'Calls the change off: the old secret stays' })
  async cancel(@Param('id') id: string): Promise<void> {
    await this.registry.rotations.cancel(id);
    await this.refresh();
  }
}
