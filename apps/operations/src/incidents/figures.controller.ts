import { severitySchema } from '#hub/contracts';
import { type AlertFigures, REGISTRY, type Registry } from '#hub/registry';
import { CLOCK, type Clock, readReference } from '#hub/service-kit';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { AllowWithin, Who } from '../access/allow.js';
import type { Caller } from '../access/caller.js';
import { Places } from '../access/places.js';
import { figuresAnswer } from './answers.schema.js';
import { figuresSchema } from './incident.input.js';

const limitsSchema = z.object({
  takenWithinMs: z.record(severitySchema, z.int().positive()),
  standingAfterMs: z.int().positive(),
});

@ApiTags('incidents')
@Controller('api/alert-figures')
export class FiguresController {
  readonly #limits = limitsSchema.parse((readReference('incidents.json') as { figures: unknown }).figures);

  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly places: Places,
  ) {}

  @Get()
  @AllowWithin('alerts.read')
  @ApiOkResponse({ standardSchema: figuresAnswer })
  @ApiOperation({
    summary: 'How the alert system does: how much it tells, what stands, what is taken in time, what is false',
  })
  get(
    @Who() who: Caller,
    @Query({ schema: figuresSchema }) { from, to }: z.infer<typeof figuresSchema>,
  ): Promise<AlertFigures> {
    const everywhere = who.canEverywhere('alerts.read');
    return this.registry.alertFigures.of({
      ...{ from, to, now: this.clock.now(), ...this.#limits },
      ...(!everywhere && { targets: this.places.devices(who, 'alerts.read') }),
    });
  }
}
