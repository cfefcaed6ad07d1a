import { type FindingCase, findingCaseSchema, type Incident } from '#hub/contracts';
import { REGISTRY, type Registry } from '#hub/registry';
import { CLOCK, type Clock } from '#hub/service-kit';
import { Controller, Get, Inject, Param, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AllowWithin, Who } from '../access/allow.js';
import type { Caller } from '../access/caller.js';
import { IncidentDesk } from '../incidents/incident-desk.js';
import { CaseRecord } from './case-record.js';
import { casePdf } from './case-file/case-pdf.js';
import { FindingDesk } from './finding-desk.js';

/** The case behind an incident. */
@ApiTags('findings')
@Controller('api/incidents/:id')
export class CasesController {
  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly incidents: IncidentDesk,
    private readonly desk: FindingDesk,
    private readonly record: CaseRecord,
  ) {}

  @Get('finding')
  @AllowWithin('alerts.acknowledge')
  @ApiOkResponse({ standardSchema: findingCaseSchema })
  @ApiOperation({
    summary: 'What the hub concluded behind an incident: why, where, plots, cameras, zones. The look is written down',
  })
  async finding(@Who() who: Caller, @Param('id') id: string): Promise<FindingCase> {
    const found = await this.desk.caseOf(who, await this.#mine(who, id));
    if (found.detailed) await this.record.look(who, id);
    return found;
  }

  @Get('case.pdf')
  @AllowWithin('alerts.acknowledge')
  @ApiOkResponse({ content: { 'application/pdf': { schema: { type: 'string', format: 'binary' } } } })
  @ApiOperation({ summary: 'The same as a file to take along: to look into, and no evidence for a fine. Written down' })
  async pdf(@Who() who: Caller, @Param('id') id: string): Promise<StreamableFile> {
    const incident = await this.#mine(who, id);
    const found = await this.desk.caseOf(who, incident);
    await this.record.exported(id);
    const [commune] = await this.registry.communes.list();
    const pdf = await casePdf({
      ...{ commune: commune?.name ?? '', incident, case: found, features: commune?.map.features ?? [] },
      ...{ spots: this.desk.spots(found), now: this.clock.now(), ...(await this.record.of(who, incident)) },
    });
    return new StreamableFile(pdf, {
      type: 'application/pdf',
      disposition: 'inline; filename="ho-so-de-kiem-tra.pdf"',
    });
  }

  #mine(who: Caller, id: string): Promise<Incident> {
    return this.incidents.mine(who, 'alerts.acknowledge', id);
  }
}
