import { type Plot, plotSchema } from '#hub/contracts';
import { REGISTRY, type Registry } from '#hub/registry';
import { Body, Controller, Inject, Param, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { AllowWithin, Who } from '../access/allow.js';
import type { Caller } from '../access/caller.js';
import { thingFor } from './thing-scope.js';

const ownNameSchema = z.strictObject({ ownName: plotSchema.shape.ownName.unwrap().nullable() });

@ApiTags('registry')
@Controller('api/registry/plot')
export class OwnNameController {
  constructor(@Inject(REGISTRY) private readonly registry: Registry) {}

  @Put(':id/own-name')
  @AllowWithin('plots.name')
  @ApiOkResponse({ standardSchema: plotSchema })
  @ApiOperation({ summary: 'What the owner calls a plot; null: nothing' })
  async put(
    @Who() who: Caller,
    @Param('id') id: string,
    @Body({ schema: ownNameSchema }) { ownName }: z.infer<typeof ownNameSchema>,
  ): Promise<Plot> {
    await thingFor(this.registry, who, 'plots.name', 'plot', id);
    return this.registry.things.nameOfOwn(id, ownName);
  }
}
