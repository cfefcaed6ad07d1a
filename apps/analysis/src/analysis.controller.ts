import { GROUP, type ReadingsItem, STREAM } from '#hub/contracts';
import { type Commit, transportOf } from '#hub/event-log';
import { Controller, Inject } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { AnalysisService } from './analysis.service.js';

@Controller()
export class AnalysisController {
  constructor(@Inject(AnalysisService) private readonly analysis: AnalysisService) {}

  @EventPattern<string>(STREAM.readings, transportOf(GROUP.analysis))
  readings(@Payload() items: readonly ReadingsItem[], @Ctx() commit: Commit): void {
    this.analysis.onReadings(items, commit);
  }
}
