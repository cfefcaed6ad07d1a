import { HOUR_MS, newestHour, stationHour } from '#hub/air-quality';
import { type AirHours, airHoursSchema, type AirPicture, airPictureSchema } from '#hub/contracts';
import { CLOCK, type Clock } from '#hub/service-kit';
import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { AllowWithin, Anybody, Who } from '../access/allow.js';
import type { Caller } from '../access/caller.js';
import { Places } from '../access/places.js';
import { Allowance } from '../http/allowance.js';
import { timeSchema } from '../http/query.js';
import { tooMany } from '../http/too-many.js';
import { DAY_MS, tooManyPoints } from '../readings/readings.controller.js';
import { AirBoard } from './air-board.js';
import { AirHistory } from './air-history.js';
import { SENSORS, TABLE } from './reference.js';

/** Of one address; a whole hamlet may stand behind one, as phone networks are made. */
const ASKED = { burst: 120, everyMs: 500 };
const KEPT_S = 60;
/** Longer than any replay. */
const MOST_DAYS = 8;

const hoursQuery = z.object({ from: timeSchema, to: timeSchema });

@ApiTags('air')
@Controller('api/air')
export class AirController {
  readonly #asked = new Allowance(ASKED);

  constructor(
    private readonly board: AirBoard,
    private readonly history: AirHistory,
    private readonly places: Places,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @Anybody('the air is everybody’s: names and places of stations and their index, worked out once for all who ask')
  @ApiOkResponse({ standardSchema: airPictureSchema })
  @ApiOperation({ summary: 'VN_AQI of each air station: now, of the last 24 hours, and of yesterday' })
  async now(
    @Req() { ip }: Pick<Request, 'ip'>,
    @Res({ passthrough: true }) response: Pick<Response, 'set'>,
  ): Promise<AirPicture> {
    const at = this.clock.now();
    const waitMs = this.#asked.waitMs(String(ip), at);
    if (waitMs > 0) throw tooMany(waitMs);
    this.#asked.take(String(ip), at);
    const picture = await this.board.picture();
    // there is nothing of anybody in it: what stands between may answer for the hub
    response.set('cache-control', `public, max-age=${KEPT_S}`);
    return picture;
  }

  @Get('hours')
  @AllowWithin('readings.read')
  @ApiOkResponse({ standardSchema: airHoursSchema })
  @ApiOperation({ summary: 'VN_AQI of each hour that ended in a stretch of time, of the caller’s own stations' })
  async hours(
    @Who() who: Caller,
    @Query({ schema: hoursQuery }) { from, to }: z.infer<typeof hoursQuery>,
  ): Promise<AirHours> {
    if (to - from > MOST_DAYS * DAY_MS) throw tooManyPoints();
    const [first, last] = [Math.ceil(from / HOUR_MS) * HOUR_MS, Math.min(newestHour(to), newestHour(this.clock.now()))];
    const stations: AirHours['stations'] = [];
    if (first > last) return { stations };
    for (const device of who.within('readings.read', this.board.stations(), ({ id }) => this.places.of(id))) {
      const air = await this.history.read(device, first - TABLE.nowcast.hours * HOUR_MS, last);
      const hours: AirHours['stations'][number]['hours'] = [];
      for (let at = first; at <= last; at += HOUR_MS) {
        const aqi = stationHour(TABLE, SENSORS, air, at);
        if (aqi) hours.push({ at, index: aqi.index, band: aqi.band.key, main: aqi.main, until: aqi.until });
      }
      stations.push({ device: device.id, hours });
    }
    return { stations };
  }
}
