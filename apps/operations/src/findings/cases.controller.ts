import { type FindingCase, findingCaseSchema, type Incident, LANGUAGES } from '#hub/contracts';
import { Controller, Get, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { AllowWithin, Who } from '../access/allow.js';
import type { Caller } from '../access/caller.js';
import { IncidentDesk } from '../incidents/incident-desk.js';
import { CaseFiles } from './case-files.js';
import { CaseRecord } from './case-record.js';
import { FindingDesk } from './finding-desk.js';

const fileSchema = z.object({ lang: z.enum(LANGUAGES).default('vi') });

/** The case behind an incident. */
@ApiTags('findings')
@Controller('api/incidents/:id')
export class CasesController {
  constructor(
    private readonly incidents: IncidentDesk,
    private readonly desk: FindingDesk,
    private readonly record: CaseRecord,
    private readonly files: CaseFiles,
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
  async pdf(
    @Who() who: Caller,
    @Param('id') id: string,
    @Query({ schema: fileSchema }) { lang }: z.infer<typeof fileSchema>,
  ): Promise<StreamableFile> {
    const incident = await this.#mine(who, id);
    const found = await this.desk.caseOf(who, incident);
    await this.record.exported(id);
    return new StreamableFile(await this.files.make(who, incident, found, lang), {
      type: 'application/pdf',
      disposition: 'inline; filename="ho-so-de-kiem-tra.pdf"',
    });
  }

  #mine(who: Caller, id: string): Promise<Incident> {
    return this.incidents.mine(who, 'alerts.acknowledge', id);
  }
}
