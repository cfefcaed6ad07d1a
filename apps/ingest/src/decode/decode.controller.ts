import { type FindingsItem, GROUP, type Request, STREAM, type TelemetryItem } from '#hub/contracts';
import { type ConsumerContext, transportOf } from '#hub/event-log';
import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { DecodeService } from './decode.service.js';

const group = transportOf(GROUP.decode);

@Controller()
export class DecodeController {
  constructor(private readonly decoding: DecodeService) {}

  @EventPattern<string>(STREAM.telemetry, group)
  telemetry(@Payload() items: readonly TelemetryItem[], @Ctx() context: ConsumerContext): void {
    this.decoding.onTelemetry(items, context);
  }

  @EventPattern<string>(STREAM.findings, group)
  findings(@Payload() items: readonly FindingsItem[], @Ctx() context: ConsumerContext): void {
    this.decoding.onFindings(items, context);
  }

  @EventPattern<string>(STREAM.requests, group)
  requests(@Payload() requests: readonly Request[], @Ctx() context: ConsumerContext): Promise<void> {
    return this.decoding.onRequests(requests, context);
  }
}
