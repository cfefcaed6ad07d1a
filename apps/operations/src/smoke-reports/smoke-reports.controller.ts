import {
  type NewSmokeReport,
  newSmokeReportSchema,
  SMOKE_REPORT_REACH_MS,
  type SmokeReport,
  smokeReportSchema,
} from '#hub/contracts';
import { REGISTRY, type Registry } from '#hub/registry';
import { CLOCK, type Clock } from '#hub/service-kit';
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { AllowWithin, Who } from '../access/allow.js';
import type { Caller } from '../access/caller.js';

const answerSchema = z.object({ reports: z.array(smokeReportSchema) });

/** A resident tells of smoke; whoever is told writes down where and when, and not who told. */
@ApiTags('findings')
@Controller('api/smoke-reports')
export class SmokeReportsController {
  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @AllowWithin('alerts.acknowledge')
  @ApiOkResponse({ standardSchema: answerSchema })
  @ApiOperation({ summary: 'What residents told of within a day, the newest first' })
  async list(): Promise<{ reports: SmokeReport[] }> {
    const reports = await this.registry.smokeReports.since(this.clock.now() - SMOKE_REPORT_REACH_MS);
    return { reports: reports.reverse() };
  }

  @Post()
  @AllowWithin('alerts.acknowledge')
  @ApiCreatedResponse({ standardSchema: smokeReportSchema })
  @ApiOperation({
    summary: 'Writes down smoke that a resident told of: a sign of fire for the stations downwind of it',
  })
  write(@Who() who: Caller, @Body({ schema: newSmokeReportSchema }) report: NewSmokeReport): Promise<SmokeReport> {
    return this.registry.smokeReports.write(report, who.id);
  }

  @Delete(':id')
  @HttpCode(204)
  @AllowWithin('alerts.acknowledge')
  @ApiOperation({ summary: 'Takes a report back: it was no smoke, or not there' })
  remove(@Param('id') id: string): Promise<void> {
    return this.registry.smokeReports.remove(id);
  }
}
