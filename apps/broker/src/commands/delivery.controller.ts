import { type CommandsItem, GROUP, STREAM } from '#hub/contracts';
import { type ConsumerContext, transportOf } from '#hub/event-log';
import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { Delivery } from './delivery.js';

const group = transportOf(GROUP.delivery);

@Controller()
export class DeliveryController {
  constructor(private readonly delivery: Delivery) {}

  @EventPattern<string>(STREAM.commands, group)
  commands(@Payload() items: readonly CommandsItem[], @Ctx() context: ConsumerContext): void {
    this.delivery.onCommands(items, context);
  }
}
