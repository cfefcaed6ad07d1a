import { GROUP, type ReadingsItem, STREAM } from '#hub/contracts';
import { type ConsumerContext, transportOf } from '#hub/event-log';
import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { StoreService } from './store.service.js';

@Controller()
export class StoreController {
  constructor(private readonly store: StoreService) {}

  @EventPattern<string>(STREAM.readings, transportOf(GROUP.store))
  readings(@Payload() items: readonly ReadingsItem[], @Ctx() context: ConsumerContext): Promise<void> {
    return this.store.onReadings(items, context);
  }
}
