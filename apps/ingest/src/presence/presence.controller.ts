import { GROUP, type ReadingsItem, STREAM } from '#hub/contracts';
import { type ConsumerContext, transportOf } from '#hub/event-log';
import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { PresenceService } from './presence.service.js';

@Controller()
export class PresenceController {
  constructor(private readonly presence: PresenceService) {}

  @EventPattern<string>(STREAM.readings, transportOf(GROUP.presence))
  readings(@Payload() items: readonly ReadingsItem[], @Ctx() context: ConsumerContext): void {
    this.presence.onReadings(items, context);
  }
}
