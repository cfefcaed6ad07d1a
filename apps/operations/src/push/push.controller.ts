import { randomUUID } from 'node:crypto';
import { type PushSubscription, pushReceiptSchema, pushSubscriptionSchema, STREAM } from '#hub/contracts';
import { EVENT_LOG, type EventLog } from '#hub/event-log';
import { REGISTRY, type Registry } from '#hub/registry';
import { CLOCK, type Clock } from '#hub/service-kit';
import { Body, Controller, Delete, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Anybody, SignedIn, Who } from '../access/allow.js';
import type { Caller } from '../access/caller.js';
import { inPerson } from '../access/in-person.js';
import { invalidInput, notFound } from '../http/errors.js';
import { isPushService, PUSH_SERVICES } from './push-services.js';

const endpointSchema = z.object({ endpoint: z.string().max(1000) });
const keyAnswer = z.object({ key: z.string() });

/** Browsers that let the hub push to them, and what they say of what they were pushed. */
@ApiTags('notices')
@Controller('api/push')
export class PushController {
  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PUSH_SERVICES) private readonly services: readonly string[],
  ) {}

  @Get('key')
  @SignedIn()
  @ApiOkResponse({ standardSchema: keyAnswer })
  @ApiOperation({ summary: 'The hub’s public key, for PushManager.subscribe' })
  async key(): Promise<z.infer<typeof keyAnswer>> {
    return { key: (await this.registry.pushKeys.vapid()).publicKey };
  }

  @Post('subscriptions')
  @HttpCode(204)
  @SignedIn()
  @ApiOperation({ summary: 'This browser may be pushed to; it is the caller’s until that session is ended' })
  async subscribe(
    @Who() who: Caller,
    @Body({ schema: pushSubscriptionSchema }) subscription: PushSubscription,
  ): Promise<void> {
    const person = inPerson(who);
    if (!isPushService(subscription.endpoint, this.services))
      throw invalidInput([{ path: ['endpoint'], message: 'không phải dịch vụ thông báo được phép' }]);
    await this.registry.contacts.subscribe(person, who.session, subscription);
  }

  @Delete('subscriptions')
  @HttpCode(204)
  @SignedIn()
  @ApiOperation({ summary: 'Nothing is pushed to this browser any more' })
  async unsubscribe(
    @Who() who: Caller,
    @Body({ schema: endpointSchema }) { endpoint }: z.infer<typeof endpointSchema>,
  ): Promise<void> {
    if (!(await this.registry.contacts.unsubscribe(endpoint, inPerson(who))))
      throw notFound('Máy này chưa bật thông báo');
  }

  @Post('test')
  @HttpCode(202)
  @SignedIn()
  @ApiOperation({ summary: 'Rings the test bell on the caller’s own phones' })
  async test(@Who() who: Caller): Promise<{ notice: string }> {
    const person = inPerson(who);
    const id = `bell ${randomUUID()}`;
    await this.log.append(STREAM.notices, [{ type: 'bell', id, person, name: who.name, at: this.clock.now() }]);
    await this.registry.audit.note({ action: 'push.test', target: person });
    return { notice: id };
  }

  @Post('receipts')
  @HttpCode(204)
  @Anybody('a service worker has no session; the token that came with the push cannot be guessed')
  @ApiOperation({ summary: 'A phone showed what it was pushed, or somebody opened it' })
  async receipt(
    @Body({ schema: pushReceiptSchema }) { token, state }: z.infer<typeof pushReceiptSchema>,
  ): Promise<void> {
    const message = await this.registry.pushKeys.messageOf(token);
    if (message === undefined) throw notFound('Không có thông báo này');
    await this.log.append(STREAM.notices, [{ type: 'receipt', message, outcome: state, at: this.clock.now() }]);
  }
}
