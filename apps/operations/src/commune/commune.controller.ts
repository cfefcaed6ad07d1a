import { type Commune, communeSchema } from '#hub/contracts';
import { REGISTRY, type Registry } from '#hub/registry';
import { Body, Controller, Get, Inject, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, AllowWithin } from '../access/allow.js';
import { notFound } from '../http/errors.js';

@ApiTags('commune')
@Controller('api/commune')
export class CommuneController {
  constructor(@Inject(REGISTRY) private readonly registry: Registry) {}

  @Get()
  @AllowWithin('commune.read')
  @ApiOkResponse({ standardSchema: communeSchema })
  @ApiOperation({ summary: 'The commune and its map (GeoJSON, WGS84)' })
  async get(): Promise<Commune> {
    const [commune] = await this.registry.communes.list();
    if (!commune) throw notFound('Chưa khai báo xã');
    return commune;
  }

  @Put()
  @Allow('commune.write')
  @ApiOkResponse({ standardSchema: communeSchema })
  @ApiOperation({ summary: 'Sets it' })
  put(@Body({ schema: communeSchema }) commune: Commune): Promise<Commune> {
    return this.registry.communes.put(commune);
  }
}
