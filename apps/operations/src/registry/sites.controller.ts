import type { Stay } from '#hub/contracts';
import { type DeviceDirectory, DIRECTORY, REGISTRY, type Registry } from '#hub/registry';
import { CLOCK, type Clock } from '#hub/service-kit';
import { type SeriesPoint, TIME_SERIES, type TimeSeries } from '#hub/time-series';
import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { AllowWithin, Who } from '../access/allow.js';
import type { Caller } from '../access/caller.js';
import {
  DAY_MS,
  MOST_POINTS,
  pointSchema,
  readingsQuerySchema,
  tooManyPoints,
} from '../readings/readings.controller.js';
import { thingFor } from './thing-scope.js';
import { staysAnswer } from './things.schema.js';

const querySchema = readingsQuerySchema.omit({ device: true });
type SiteQuery = z.infer<typeof querySchema>;
/** `device`: which of the boxes that stood there measured it. */
const answerSchema = z.object({ points: z.array(pointSchema.extend({ device: z.string() })) });

/** History stays with the place and not with the box: it is that of the devices that stood there, each in its time. */
@ApiTags('registry')
@Controller('api/sites/:id')
export class SitesController {
  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(DIRECTORY) private readonly directory: DeviceDirectory,
    @Inject(TIME_SERIES) private readonly series: TimeSeries,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('devices')
  @AllowWithin('registry.read')
  @ApiOkResponse({ standardSchema: staysAnswer })
  @ApiOperation({ summary: 'Which devices stood at a site, and when; the latest first' })
  async devices(@Who() who: Caller, @Param('id') id: string): Promise<{ stays: Stay[] }> {
    await thingFor(this.registry, who, 'registry.read', 'site', id);
    return { stays: await this.registry.things.stays(id) };
  }

  @Get('readings')
  @AllowWithin('readings.read')
  @ApiOkResponse({ standardSchema: answerSchema })
  @ApiOperation({ summary: 'History of one metric at a site, whichever devices measured it' })
  async readings(
    @Who() who: Caller,
    @Param('id') id: string,
    @Query({ schema: querySchema }) query: SiteQuery,
  ): Promise<z.infer<typeof answerSchema>> {
    await thingFor(this.registry, who, 'readings.read', 'site', id);
    const to = query.to ?? this.clock.now() + 1;
    const from = query.from ?? to - DAY_MS;
    if (query.every && (to - from) / query.every > MOST_POINTS) throw tooManyPoints();
    const points: z.infer<typeof answerSchema>['points'] = [];
    for (const stay of await this.registry.things.stays(id)) {
      const span = { from: Math.max(from, stay.from), to: Math.min(to, stay.to ?? to) };
      const found = span.from < span.to ? await this.#ofDevice(stay.device, query, span) : [];
      for (const { time, value, quality } of found)
        points.push({ time, value, quality: quality ?? 'good', device: stay.device });
      if (points.length > MOST_POINTS) throw tooManyPoints();
    }
    return { points: points.sort((a, b) => a.time - b.time) };
  }

  #ofDevice(id: string, query: SiteQuery, span: { from: number; to: number }): Promise<SeriesPoint[]> {
    const device = this.directory.device(id);
    const kind = device && this.directory.profile(device.profile)?.kind;
    if (!kind) return Promise.resolve([]);
    const { metric, every, aggregate } = query;
    const bins = every ? { everyMs: every, aggregate } : {};
    return this.series.query({ kind, device: id, metric, ...span, limit: MOST_POINTS + 1, ...bins });
  }
}
