import { metricSchema, QUALITIES } from '#hub/contracts';
import { type DeviceDirectory, DIRECTORY } from '#hub/registry';
import { CLOCK, type Clock } from '#hub/service-kit';
import { AGGREGATES, TIME_SERIES, type TimeSeries } from '#hub/time-series';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { AllowWithin, Who } from '../access/allow.js';
import type { Caller } from '../access/caller.js';
import { Places } from '../access/places.js';
import { ApiError, notFound } from '../http/errors.js';
import { durationSchema, timeSchema } from '../http/query.js';

export const DAY_MS = 86_400_000;
/** More points than a chart has pixels, and fewer than a request can hang on. */
export const MOST_POINTS = 200_000;

export const readingsQuerySchema = z.object({
  device: z.string().max(63),
  metric: metricSchema,
  /** Default: a day before `to`. */
  from: timeSchema.optional(),
  /** Default: now. Not included. */
  to: timeSchema.optional(),
  /** Width of a bin; absent: every reading as it came. */
  every: durationSchema.optional(),
  aggregate: z.enum(AGGREGATES).default('mean'),
});

export const pointSchema = z.object({ time: z.int(), value: z.number(), quality: z.enum(['good', ...QUALITIES]) });
export const readingsAnswerSchema = z.object({
  /** Oldest first; of a bin its beginning. */
  points: z.array(pointSchema),
  simulated: z.literal(true).optional(),
});

@ApiTags('readings')
@Controller('api/readings')
export class ReadingsController {
  constructor(
    @Inject(TIME_SERIES) private readonly series: TimeSeries,
    @Inject(DIRECTORY) private readonly directory: DeviceDirectory,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly places: Places,
  ) {}

  @Get()
  @AllowWithin('readings.read')
  @ApiOkResponse({ standardSchema: readingsAnswerSchema })
  @ApiOperation({ summary: 'History of one metric of one device, as it came or in bins' })
  async read(
    @Who() who: Caller,
    @Query({ schema: readingsQuerySchema }) query: z.infer<typeof readingsQuerySchema>,
  ): Promise<z.infer<typeof readingsAnswerSchema>> {
    const { metric, every, aggregate } = query;
    const device = this.places.device(who, 'readings.read', query.device);
    const profile = this.directory.profile(device.profile);
    if (!profile) throw notFound(`Không có loại thiết bị "${device.profile}"`);
    const to = query.to ?? this.clock.now() + 1;
    const from = query.from ?? to - DAY_MS;
    if (every && (to - from) / every > MOST_POINTS) throw tooManyPoints();
    const points = await this.series.query({
      kind: profile.kind,
      device: device.id,
      metric,
      from,
      to,
      limit: MOST_POINTS + 1,
      ...(every && { everyMs: every, aggregate }),
    });
    if (points.length > MOST_POINTS) throw tooManyPoints();
    return {
      points: points.map(({ time, value, quality }) => ({ time, value, quality: quality ?? 'good' })),
      ...(device.simulated && { simulated: true }),
    };
  }
}

export const tooManyPoints = () =>
  new ApiError(422, {
    error: 'too-many-points',
    message: `Hơn ${MOST_POINTS} điểm: hãy chọn khoảng ngắn hơn hoặc thêm every=`,
  });
