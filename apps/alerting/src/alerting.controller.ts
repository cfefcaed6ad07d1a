import { Controller, Inject } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { GROUP, type ReadingsItem, type Request, STREAM } from '#hub/contracts';
import { type Commit, transportOf } from '#hub/event-log';
import { AlertingService } from './alerting.service.js';

const group = transportOf(GROUP.alerting);

@Controller()
export class AlertingController {
  constructor(@Inject(AlertingService) private readonly alerting: AlertingService) {}

  @EventPattern<string>(STREAM.readings, group)
  readings(@Payload() items: ReadingsItem[], @Ctx() commit: Commit): void {
    this.alerting.onReadings(items, commit);
  }

  @EventPattern<string>(STREAM.requests, group)
  requests(@Payload() requests: Request[], @Ctx() commit: Commit): void {
    this.alerting.onRequests(requests, commit);
  }
}
