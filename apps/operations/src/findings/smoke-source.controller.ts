import {
  type FindingOf,
  idSchema,
  SMOKE_SOURCE_PM25,
  SMOKE_SOURCE_RADIUS_M,
  type SmokeSource,
  smokeSourceSchema,
} from '#hub/contracts';
import { REGISTRY, type Registry } from '#hub/registry';
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { AllowWithin, Who } from '../access/allow.js';
import { type Caller, forbidden } from '../access/caller.js';
import { Places } from '../access/places.js';
import { invalidInput, notFound } from '../http/errors.js';
import { IncidentDesk } from '../incidents/incident-desk.js';
import { saidSchema } from '../incidents/incident.input.js';
import { FindingDesk } from './finding-desk.js';

const { name, type, lat, lon, radiusM, usualPm25 } = smokeSourceSchema.shape;
/** Where it is not said: where the fire was thought to be; how strong: as strong as it was smelt. */
const keepSchema = saidSchema.extend({
  ...{ name, type, lat: lat.optional(), lon: lon.optional() },
  ...{ radiusM: radiusM.default(SMOKE_SOURCE_RADIUS_M.usual), usualPm25: usualPm25.optional() },
});

/** What was taken for a fire and is none is kept, so that it is not taken for one again. */
@ApiTags('findings')
@Controller('api/incidents/:id/smoke-source')
export class SmokeSourceController {
  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    private readonly incidents: IncidentDesk,
    private readonly desk: FindingDesk,
    private readonly places: Places,
  ) {}

  @Post()
  @HttpCode(200)
  @AllowWithin('alerts.acknowledge')
  @ApiOkResponse({ standardSchema: smokeSourceSchema })
  @ApiOperation({
    summary:
      'Keeps the place of a suspected fire as a fixed source of smoke, for whoever has the case; once an incident',
  })
  async keep(
    @Who() who: Caller,
    @Param('id') id: string,
    @Body({ schema: keepSchema }) said: z.infer<typeof keepSchema>,
  ): Promise<SmokeSource> {
    const incident = await this.incidents.mine(who, 'alerts.acknowledge', id);
    const finding = await this.desk.behind(who, incident);
    if (finding.kind !== 'burning') throw notFound('Việc này không phải nghi đốt');
    if (!this.desk.has(who, incident)) throw forbidden();
    const known = (await this.registry.things.all('smoke-source')).find((source) => source.incident === id);
    if (known) return known;
    const spot = said.lat === undefined || said.lon === undefined ? this.desk.spotOf(finding) : [said.lon, said.lat];
    if (!spot) throw invalidInput([{ path: ['lat'], message: 'chưa biết ở đâu: hãy chỉ trên bản đồ' }]);
    const { hamlet } = this.places.of(finding.target);
    return this.registry.things.add('smoke-source', {
      ...{ id: idOf(incident.startedAt, finding.target), name: said.name, type: said.type },
      ...{ lon: spot[0], lat: spot[1], radiusM: said.radiusM },
      ...{ usualPm25: said.usualPm25 ?? strengthOf(finding), incident: id },
      ...(hamlet !== undefined && { hamlet }),
    });
  }
}

/** The same however often it is sent. */
const idOf = (startedAt: number, target: string): string =>
  idSchema.parse(`khoi-${startedAt.toString(36)}-${target}`.slice(0, 63));

/** The most that any of its stations had above the others, µg/m³. */
function strengthOf({ stations }: FindingOf<'burning'>): number {
  const over = stations.flatMap(({ curve }) =>
    curve.flatMap(({ value, background }) => (background === undefined ? [] : [value - background])),
  );
  const { least, usual, most } = SMOKE_SOURCE_PM25;
  if (over.length === 0) return usual;
  return Math.min(most, Math.max(least, Math.round(Math.max(...over))));
}
