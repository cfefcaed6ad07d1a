import { deviceTrustSchema, idSchema, metricSchema, type ProbeTrust, probeTrustSchema } from '#hub/contracts';
import { readReference } from '#hub/service-kit';
import type { TrustRules } from '#hub/water';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { AllowWithin, Who } from '../access/allow.js';
import type { Caller } from '../access/caller.js';
import { Places } from '../access/places.js';
import { FindingDesk } from './finding-desk.js';
import { TrustBoard } from './trust-board.js';

const { maintenance: PROPOSALS } = readReference('trust.json') as Pick<TrustRules, 'maintenance'>;
const askedSchema = z.object({ device: idSchema.optional() });
const answerSchema = z.object({
  probes: z.array(probeTrustSchema),
  looked: deviceTrustSchema.optional().describe('of the device that is asked for; absent: not yet'),
});

/** How far probes are to be trusted, for whoever looks after them. */
@ApiTags('findings')
@Controller('api/trust')
export class TrustController {
  constructor(
    private readonly board: TrustBoard,
    private readonly places: Places,
    private readonly desk: FindingDesk,
  ) {}

  @Get()
  @AllowWithin('devices.read')
  @ApiOkResponse({ standardSchema: answerSchema })
  @ApiOperation({
    summary:
      'Probes that are not wholly to be trusted, the worst first: score, reasons, what to do. Of one device all its scores as well',
  })
  list(
    @Who() who: Caller,
    @Query({ schema: askedSchema }) { device }: z.infer<typeof askedSchema>,
  ): z.infer<typeof answerSchema> {
    if (device !== undefined) this.places.device(who, 'devices.read', device);
    const asked = this.board.all().filter(({ target }) => device === undefined || target === device);
    const seen = who.within('devices.read', asked, ({ target }) => this.places.of(target));
    const looked = device === undefined ? undefined : this.board.lookAt(device);
    return { probes: seen.map((finding) => this.#said(finding)), ...(looked && { looked }) };
  }

  #said({
    target,
    metric,
    score,
    low,
    startedAt,
    updatedAt,
    reasons,
    maintenance,
  }: ReturnType<TrustBoard['all']>[number]) {
    const proposal = maintenance === undefined ? undefined : PROPOSALS[maintenance];
    return {
      ...{ device: target, metric: metricSchema.parse(metric), score, low, startedAt, updatedAt },
      reasons: reasons.map(this.desk.rules.words.reason),
      ...(proposal && { maintenance: proposal }),
    } satisfies ProbeTrust;
  }
}
