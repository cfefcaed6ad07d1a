import {
  type ShownWaterColumn,
  type ShownWaterStandards,
  shownWaterColumnSchema,
  type WaterColumnInput,
  waterColumnInputSchema,
  waterStandardsSchema,
} from '#hub/contracts';
import { REGISTRY, type Registry } from '#hub/registry';
import type { EntryFault } from '#hub/water';
import { Body, Controller, Get, Inject, Param, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, AllowWithin } from '../access/allow.js';
import { ApiError, invalidInput } from '../http/errors.js';
import { StandardsTable, tried } from './standards-table.js';

const FAULTS: Record<EntryFault, string> = {
  'unknown-standard': 'không có quy chuẩn này',
  'unknown-column': 'không có cột này',
  'unknown-parameter': 'có thông số không nằm trong danh mục',
  'no-bound': 'mỗi thông số cần một giới hạn, và cần ít nhất một thông số',
  'min-above-max': 'giới hạn dưới lớn hơn giới hạn trên',
};

@ApiTags('sources')
@Controller('api/water-standards')
export class WaterStandardsController {
  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    private readonly table: StandardsTable,
  ) {}

  @Get()
  @AllowWithin('registry.read')
  @ApiOkResponse({ standardSchema: waterStandardsSchema })
  @ApiOperation({ summary: 'Standards of waste water, their columns, and whether each has its cells' })
  list(): Promise<ShownWaterStandards> {
    return this.table.shown();
  }

  @Get(':id/:column')
  @AllowWithin('registry.read')
  @ApiOkResponse({ standardSchema: shownWaterColumnSchema })
  @ApiOperation({ summary: 'Cells of a column before any factor, with the text that they are from' })
  column(@Param('id') id: string, @Param('column') column: string): Promise<ShownWaterColumn> {
    return this.table.column(id, column);
  }

  @Put(':id/:column')
  @Allow('registry.write')
  @ApiOkResponse({ standardSchema: shownWaterColumnSchema })
  @ApiOperation({
    summary: 'Types in a column that the release has no cells for; version 0 where nothing was. Each version is kept',
  })
  async enter(
    @Param('id') id: string,
    @Param('column') column: string,
    @Body({ schema: waterColumnInputSchema }) input: WaterColumnInput,
  ): Promise<ShownWaterColumn> {
    const { state } = await this.table.column(id, column);
    if (state === 'shipped')
      throw new ApiError(409, { error: 'shipped', message: 'Cột này có sẵn trong phần mềm, không nhập tay' });
    const entered = { ...input, standard: id, column };
    const put = tried(entered);
    if ('refused' in put) throw invalidInput([{ path: ['limits'], message: FAULTS[put.refused] }]);
    await this.registry.waterColumns.put(entered);
    return this.table.column(id, column);
  }
}
