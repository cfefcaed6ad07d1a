import { type NewSmokeReport, newSmokeReportSchema, type SmokeReport, smokeReportSchema } from '#hub/contracts';
import { REGISTRY, type Registry } from '#hub/registry';
import { Body, Controller, Inject, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AllowWithin, Who } from '../access/allow.js';
import type { Caller } from '../access/caller.js';

/** A resident tells of smoke; whoever is told writes down where and when, and not who told. */
@ApiTags('findings')
@Controller('api/smoke-reports')
export class SmokeReportsController {
  constructor(@Inject(REGISTRY) private readonly registry: Registry) {}

  @Post()
  @AllowWithin('alerts.acknowledge')
  @ApiCreatedResponse({ standardSchema: smokeReportSchema })
  @ApiOperation({
    summary: 'Writes down smoke that a resident told of: a sign of fire for the stations downwind of it',
  })
  write(@Who() who: Caller, @Body({ schema: newSmokeReportSchema }) report: NewSmokeReport): Promise<SmokeReport> {
    return this.registry.smokeReports.write(report, who.id);
  }
}
