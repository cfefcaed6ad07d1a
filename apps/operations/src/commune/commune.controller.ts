import { type AreaUnitsAnswer, areaUnitsAnswerSchema, type Commune, communeSchema } from '#hub/contracts';
import { REGISTRY, type Registry } from '#hub/registry';
import { Body, Controller, Get, Inject, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, AllowWithin } from '../access/allow.js';
import { FARM_SETTINGS, type FarmSettings } from '../farm/farm.schema.js';
import { notFound } from '../http/errors.js';

@ApiTags('commune')
@Controller('api/commune')
export class CommuneController {
  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(FARM_SETTINGS) private readonly settings: FarmSettings,
  ) {}

  @Get()
  @AllowWithin('commune.read')
  @ApiOkResponse({ standardSchema: communeSchema })
  @ApiOperation({ summary: 'The commune and its map (GeoJSON, WGS84)' })
  async get(): Promise<Commune> {
    const [commune] = await this.registry.communes.list();
    if (!commune) throw notFound('Chưa khai báo xã');
    return commune;
  }

  @Get('area-units')
  @AllowWithin('commune.read')
  @ApiOkResponse({ standardSchema: areaUnitsAnswerSchema })
  @ApiOperation({ summary: 'In what areas are said there: sào, công, mẫu, and their m²' })
  areaUnits(): AreaUnitsAnswer {
    return { areaUnits: this.settings.areaUnits };
  }

  @Put()
  @Allow('commune.write')
  @ApiOkResponse({ standardSchema: communeSchema })
  @ApiOperation({ summary: 'Sets it' })
  put(@Body({ schema: communeSchema }) commune: Commune): Promise<Commune> {
    return this.registry.communes.put(commune);
  }
}
