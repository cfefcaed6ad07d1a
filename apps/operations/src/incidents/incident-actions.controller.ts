import { type Incident, incidentSchema, type Place, targetsOf } from '#hub/contracts';
import { REGISTRY, type Registry } from '#hub/registry';
import { applyDecorators, Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { AllowWithin, Who } from '../access/allow.js';
import type { Caller } from '../access/caller.js';
import { Places } from '../access/places.js';
import { invalidInput } from '../http/errors.js';
import { Names } from '../people/names.js';
import { assigneesAnswer } from './answers.schema.js';
import { assigneesAt } from './assignees.js';
import {
  acknowledgeSchema,
  assignSchema,
  commentSchema,
  falseSchema,
  type Said,
  shelveSchema,
} from './incident.input.js';
import { IncidentDesk } from './incident-desk.js';
import { IncidentPhotos } from './incident-photos.js';

/** 409 with the reason where it cannot be done; who was first, where somebody was. */
const Act = (step: string, permission: 'alerts.acknowledge' | 'alerts.manage', summary: string) =>
  applyDecorators(
    Post(`:id/${step}`),
    AllowWithin(permission),
    HttpCode(200),
    ApiOkResponse({ standardSchema: incidentSchema }),
    ApiOperation({ summary }),
  );

/** What people do about an incident. */
@ApiTags('incidents')
@Controller('api/incidents')
export class IncidentActionsController {
  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    private readonly desk: IncidentDesk,
    private readonly photos: IncidentPhotos,
    private readonly places: Places,
    private readonly names: Names,
  ) {}

  @Act('acknowledge', 'alerts.acknowledge', 'Somebody takes it, with all its alerts')
  async acknowledge(@Who() who: Caller, @Param('id') id: string, @Body({ schema: acknowledgeSchema }) said: Said) {
    return this.desk.act(who, await this.desk.mine(who, 'alerts.acknowledge', id), { do: 'acknowledge' }, said);
  }

  @Act('assign', 'alerts.manage', 'Gives it to a person who may deal with it')
  async assign(
    @Who() who: Caller,
    @Param('id') id: string,
    @Body({ schema: assignSchema }) { to, ...said }: z.infer<typeof assignSchema>,
  ): Promise<Incident> {
    const incident = await this.desk.mine(who, 'alerts.manage', id);
    const person = (await assigneesAt(this.registry, this.#placesOf(incident))).find((one) => one.id === to);
    if (!person)
      throw invalidInput([{ path: ['to'], message: 'không có người này, hoặc người này không xử lý việc ở đây' }]);
    return this.desk.act(who, incident, { do: 'assign', to, name: person.name }, said);
  }

  @Act('comment', 'alerts.acknowledge', 'Says something, with a picture or without')
  async comment(
    @Who() who: Caller,
    @Param('id') id: string,
    @Body({ schema: commentSchema }) { photo, ...said }: z.infer<typeof commentSchema>,
  ): Promise<Incident> {
    const incident = await this.desk.mine(who, 'alerts.acknowledge', id);
    const name = photo === undefined ? undefined : await this.photos.add(photo);
    return this.desk.act(who, incident, { do: 'comment', ...(name !== undefined && { photo: name }) }, said);
  }

  @Act('shelve', 'alerts.manage', 'Puts it aside until a time; it comes back by itself')
  async shelve(
    @Who() who: Caller,
    @Param('id') id: string,
    @Body({ schema: shelveSchema }) { until, reason, ...said }: z.infer<typeof shelveSchema>,
  ): Promise<Incident> {
    return this.desk.act(who, await this.desk.mine(who, 'alerts.manage', id), { do: 'shelve', until, reason }, said);
  }

  @Act('unshelve', 'alerts.manage', 'Takes it up again')
  async unshelve(@Who() who: Caller, @Param('id') id: string, @Body({ schema: acknowledgeSchema }) said: Said) {
    return this.desk.act(who, await this.desk.mine(who, 'alerts.manage', id), { do: 'unshelve' }, said);
  }

  @Act('false', 'alerts.acknowledge', 'Says that it was none, and why; what still holds closes when it returns')
  async markFalse(
    @Who() who: Caller,
    @Param('id') id: string,
    @Body({ schema: falseSchema }) { cause, ...said }: z.infer<typeof falseSchema>,
  ): Promise<Incident> {
    const incident = await this.desk.mine(who, 'alerts.acknowledge', id);
    return this.desk.act(who, incident, { do: 'mark-false', cause }, said);
  }

  @Act('resolve', 'alerts.acknowledge', 'Says that it is dealt with; what still holds closes when it returns')
  async resolve(@Who() who: Caller, @Param('id') id: string, @Body({ schema: acknowledgeSchema }) said: Said) {
    return this.desk.act(who, await this.desk.mine(who, 'alerts.acknowledge', id), { do: 'resolve' }, said);
  }

  @Get(':id/assignees')
  @AllowWithin('alerts.manage')
  @ApiOkResponse({ standardSchema: assigneesAnswer })
  @ApiOperation({ summary: 'Whom it may be given to: id and name alone. The look is written down' })
  async assignees(@Who() who: Caller, @Param('id') id: string): Promise<z.infer<typeof assigneesAnswer>> {
    const incident = await this.desk.mine(who, 'alerts.manage', id);
    const people = await assigneesAt(this.registry, this.#placesOf(incident));
    await this.names.noteLooks(
      who,
      people.map((person) => person.id),
    );
    return { people };
  }

  #placesOf(incident: Incident): Place[] {
    return targetsOf(incident).map((device) => this.places.of(device));
  }
}
