import { deviceOfAlert, type Guidances, type Incident } from '#hub/contracts';
import { REGISTRY, type Registry } from '#hub/registry';
import { CLOCK, type Clock } from '#hub/service-kit';
import { Controller, Get, Header, Inject, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AllowWithin, Who } from '../access/allow.js';
import type { Caller } from '../access/caller.js';
import { Places } from '../access/places.js';
import { notFound } from '../http/errors.js';
import { incidentAnswer, incidentsAnswer, type ShownIncident } from './answers.schema.js';
import { IncidentDesk } from './incident-desk.js';
import { IncidentPhotos } from './incident-photos.js';
import { type Filter, filterSchema } from './incident.input.js';

/** Injection token of cause, consequence and response of each rule. */
export const GUIDANCE = 'GUIDANCE';

@ApiTags('incidents')
@Controller('api/incidents')
export class IncidentsController {
  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(GUIDANCE) private readonly guidances: Guidances,
    private readonly desk: IncidentDesk,
    private readonly photos: IncidentPhotos,
    private readonly places: Places,
  ) {}

  @Get()
  @AllowWithin('alerts.read')
  @ApiOkResponse({ standardSchema: incidentsAnswer })
  @ApiOperation({ summary: 'Incidents, newest first; from and to find those that went on in between' })
  async list(
    @Who() who: Caller,
    @Query({ schema: filterSchema }) { hamlet, assigned, ...filter }: Filter,
  ): Promise<{ incidents: Incident[]; total: number }> {
    const some = hamlet !== undefined || !who.canEverywhere('alerts.read');
    const devices = some ? this.places.devices(who, 'alerts.read') : undefined;
    const targets = devices?.filter((id) => hamlet === undefined || this.places.of(id).hamlet === hamlet);
    const { incidents, total } = await this.registry.incidents.find({
      ...{ ...filter, now: this.clock.now() },
      ...(assigned && { assigned: who.id }),
      ...(targets && { targets }),
    });
    return { incidents: incidents.flatMap((incident) => this.desk.shown(who, incident) ?? []), total };
  }

  @Get(':id')
  @AllowWithin('alerts.read')
  @ApiOkResponse({ standardSchema: incidentAnswer })
  @ApiOperation({ summary: 'One incident: its alerts, all that happened, and what to do about its kind' })
  async get(@Who() who: Caller, @Param('id') id: string): Promise<ShownIncident> {
    const incident = await this.desk.known(who, id);
    const whole = await this.registry.incidents.get(id);
    const sees = (device: string) => who.can('alerts.read', this.places.of(device));
    const alerts = (whole?.alerts ?? []).filter(({ target }) => sees(target));
    const timeline = (whole?.timeline ?? []).filter(({ alert }) => alert === undefined || sees(deviceOfAlert(alert)));
    const { cause, scope, lead } = incident;
    const rule = alerts.find((alert) => alert.id === lead)?.rule ?? alerts[0]?.rule ?? '';
    const guidance = this.guidances[cause === 'outage' ? `outage:${scope.kind}` : rule];
    // who did what and wrote what is for those who deal with it, and not for a wall
    const deals = this.desk.may(who, 'alerts.acknowledge', incident);
    const shown = deals
      ? timeline
      : timeline.map(({ by: _, person: __, note: ___, photo: ____, to: _____, ...rest }) => rest);
    return { incident, alerts, timeline: shown, ...(guidance && { guidance }) };
  }

  @Get(':id/photos/:name')
  @AllowWithin('alerts.acknowledge')
  @Header('cache-control', 'private, max-age=86400, immutable')
  @ApiOkResponse({ content: { 'image/jpeg': { schema: { type: 'string', format: 'binary' } } } })
  @ApiOperation({ summary: 'A picture that somebody added' })
  async photo(@Who() who: Caller, @Param('id') id: string, @Param('name') name: string): Promise<StreamableFile> {
    await this.desk.known(who, id);
    const known = await this.registry.incidents.hasPhoto(id, name);
    const found = known ? await this.photos.open(name) : undefined;
    if (!found) throw notFound('Không có ảnh này');
    return new StreamableFile(found.stream, { type: 'image/jpeg', length: found.length });
  }
}
