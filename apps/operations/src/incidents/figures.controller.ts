import { severitySchema } from '#hub/contracts';
import { type DeviceDirectory, DIRECTORY, REGISTRY, type Registry } from '#hub/registry';
import { CLOCK, type Clock, readReference } from '#hub/service-kit';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { AllowWithin, Who } from '../access/allow.js';
import type { Caller } from '../access/caller.js';
import { Places } from '../access/places.js';
import { LiveBoard } from '../live/live-board.js';
import { figuresAnswer, type ShownFigures } from './answers.schema.js';
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
    @Inject(DIRECTORY) private readonly directory: DeviceDirectory,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly board: LiveBoard,
    private readonly places: Places,
  ) {}

  @Get()
  @AllowWithin('alerts.read')
  @ApiOkResponse({ standardSchema: figuresAnswer })
  @ApiOperation({
    summary:
      'How the alert system does, of what is real: how much it tells, what stands, what is taken in time, what is false',
  })
  async get(
    @Who() who: Caller,
    @Query({ schema: figuresSchema }) { from, to }: z.infer<typeof figuresSchema>,
  ): Promise<ShownFigures> {
    const everywhere = who.canEverywhere('alerts.read');
    const figures = await this.registry.alertFigures.of({
      ...{ from, to, now: this.clock.now(), ...this.#limits },
      ...(!everywhere && { targets: this.places.devices(who, 'alerts.read') }),
    });
    const out = this.board
      .outOfService()
      .filter(({ device }) => this.directory.device(device)?.simulated === false)
      .filter(({ device }) => who.can('alerts.read', this.places.of(device)));
    return { ...figures, outOfService: out.length };
  }
}
