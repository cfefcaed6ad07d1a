import { GROUP, type ReadingsItem, type ReceiptsItem, type Request, STREAM } from '#hub/contracts';
import { type ConsumerContext, transportOf } from '#hub/event-log';
import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { CommandsService } from './commands.service.js';

const group = transportOf(GROUP.commands);

/** The log's side of commands. */
@Controller()
export class CommandsLogController {
  constructor(private readonly commands: CommandsService) {}

  @EventPattern<string>(STREAM.requests, group)
  requests(@Payload() requests: readonly Request[], @Ctx() context: ConsumerContext): void {
    this.commands.onRequests(requests, context);
  }

  @EventPattern<string>(STREAM.receipts, group)
  receipts(@Payload() items: readonly ReceiptsItem[], @Ctx() context: ConsumerContext): void {
    this.commands.onReceipts(items, context);
  }

  @EventPattern<string>(STREAM.readings, group)
  readings(@Payload() items: readonly ReadingsItem[], @Ctx() context: ConsumerContext): void {
    this.commands.onReadings(items, context);
  }
}
