import { type Batch, type NewBatch, newBatchSchema, REGISTRY, type Registry } from '#hub/registry';
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow } from '../access/allow.js';
import { batchesAnswer, newBatchAnswer } from './claims.schema.js';

@ApiTags('claims')
@Controller('api/batches')
export class BatchesController {
  constructor(@Inject(REGISTRY) private readonly registry: Registry) {}

  @Get()
  @Allow('devices.approve')
  @ApiOkResponse({ standardSchema: batchesAnswer })
  @ApiOperation({ summary: 'Batches of boxes that share a key' })
  async list(): Promise<{ batches: Batch[] }> {
    return { batches: await this.registry.batches.list() };
  }

  @Post()
  @Allow('devices.write')
  @ApiCreatedResponse({ standardSchema: newBatchAnswer })
  @ApiOperation({ summary: 'A key for a batch of boxes, shown this once; what comes with it waits for approval' })
  add(@Body({ schema: newBatchSchema }) batch: NewBatch): Promise<{ batch: Batch; key: string }> {
    return this.registry.batches.add(batch);
  }

  @Delete(':id')
  @Allow('devices.write')
  @HttpCode(204)
  @ApiOperation({ summary: 'No box of it is let in any more' })
  async withdraw(@Param('id') id: string): Promise<void> {
    await this.registry.batches.withdraw(id);
  }
}
