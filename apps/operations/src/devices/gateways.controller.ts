import { type Gateway, gatewaySchema } from '#hub/contracts';
import {
  type GatewayPatch,
  gatewayPatchSchema,
  type NewGateway,
  newGatewaySchema,
  REFRESH_DIRECTORY,
  REGISTRY,
  type Registry,
} from '#hub/registry';
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Allow } from '../access/allow.js';
import { newGatewayAnswer, secretAnswer } from '../http/answers.schema.js';

@ApiTags('gateways')
@Controller('api/gateways')
export class GatewaysController {
  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(REFRESH_DIRECTORY) private readonly refresh: () => Promise<void>,
  ) {}

  @Get()
  @Allow('devices.read')
  @ApiOkResponse({ standardSchema: z.object({ gateways: z.array(gatewaySchema) }) })
  @ApiOperation({ summary: 'All gateways: accounts that speak for the devices registered under them' })
  async list(): Promise<{ gateways: Gateway[] }> {
    return { gateways: await this.registry.gateways.list() };
  }

  @Get(':id')
  @Allow('devices.read')
  @ApiOkResponse({ standardSchema: gatewaySchema })
  @ApiOperation({ summary: 'One gateway' })
  get(@Param('id') id: string): Promise<Gateway> {
    return this.registry.gateways.get(id);
  }

  @Post()
  @Allow('devices.write')
  @ApiCreatedResponse({ standardSchema: newGatewayAnswer })
  @ApiOperation({ summary: 'Registers a gateway; its secret is shown this once' })
  async add(@Body({ schema: newGatewaySchema }) gateway: NewGateway): Promise<{ gateway: Gateway; secret: string }> {
    const added = await this.registry.gateways.add(gateway);
    await this.refresh();
    return added;
  }

  @Patch(':id')
  @Allow('devices.write')
  @ApiOkResponse({ standardSchema: gatewaySchema })
  @ApiOperation({ summary: 'Changes some of it, such as its field map' })
  async update(@Param('id') id: string, @Body({ schema: gatewayPatchSchema }) patch: GatewayPatch): Promise<Gateway> {
    const gateway = await this.registry.gateways.update(id, patch);
    await this.refresh();
    return gateway;
  }

  @Delete(':id')
  @Allow('devices.write')
  @HttpCode(204)
  @ApiOperation({ summary: 'Removes a gateway that no device is registered under any more' })
  async remove(@Param('id') id: string): Promise<void> {
    await this.registry.gateways.remove(id);
    await this.refresh();
  }

  @Post(':id/secret')
  @Allow('devices.write')
  @ApiCreatedResponse({ standardSchema: secretAnswer })
  @ApiOperation({ summary: 'A new secret, shown this once; the old ones open nothing any more' })
  async newSecret(@Param('id') id: string): Promise<{ secret: string }> {
    const secret = await this.registry.gateways.newSecret(id);
    await this.refresh();
    return { secret };
  }
}
