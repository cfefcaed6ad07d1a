import type { Role } from '#hub/contracts';
import {
  type KnownPerson,
  type NewPerson,
  newPersonSchema,
  type PersonPatch,
  personPatchSchema,
  REGISTRY,
  type Registry,
  type Session,
} from '#hub/registry';
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Allow, AllowWithin, SignedIn, Who } from '../access/allow.js';
import type { Caller } from '../access/caller.js';
import { Callers } from '../access/callers.js';
import { notFound } from '../http/errors.js';
import { peopleAnswer, personAnswer, rolesAnswer, sessionsOfAnswer } from '../http/people.schema.js';
import { pageSchema } from '../http/query.js';
import { hamletsOf, maySee } from './people-in-scope.js';

const listSchema = pageSchema.extend({
  search: z.string().max(120).optional(),
  role: z.string().max(63).optional(),
  hamlet: z.string().max(63).optional(),
});
const versionSchema = z.object({ version: z.coerce.number().int().min(1) });

/** Every look at a name or a number is written down: who looked, at whom, or for what it was searched. */
@ApiTags('people')
@Controller('api')
export class PeopleController {
  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    private readonly callers: Callers,
  ) {}

  @Get('roles')
  @SignedIn()
  @ApiOkResponse({ standardSchema: rolesAnswer })
  @ApiOperation({ summary: 'What each role may do' })
  roles(): { roles: Role[] } {
    return { roles: [...this.registry.roles] };
  }

  @Get('people')
  @AllowWithin('people.read')
  @ApiOkResponse({ standardSchema: peopleAnswer })
  @ApiOperation({ summary: 'People, by name; a village head is shown those of the hamlet. The look is written down' })
  async list(
    @Who() who: Caller,
    @Query({ schema: listSchema }) { hamlet, ...filter }: z.infer<typeof listSchema>,
  ): Promise<{ people: KnownPerson[]; total: number }> {
    const hamlets = hamletsOf(who, hamlet);
    const found = await this.registry.people.find({ ...filter, ...(hamlets && { hamlets }) });
    const { search, role } = filter;
    const detail = {
      people: found.people.map(({ id }) => id),
      ...(search && { searched: true }),
      ...(role && { role }),
    };
    await this.registry.audit.note({ action: 'people.read', detail });
    return found;
  }

  @Get('people/:id')
  @AllowWithin('people.read')
  @ApiOkResponse({ standardSchema: personAnswer })
  @ApiOperation({ summary: 'One person. The look is written down' })
  async get(@Who() who: Caller, @Param('id') id: string): Promise<KnownPerson> {
    const person = await this.registry.people.get(id);
    if (!maySee(who, person)) throw notFound(`Không có người "${id}"`);
    await this.registry.audit.note({ action: 'person.read', target: id });
    return person;
  }

  @Post('people')
  @Allow('people.write')
  @ApiCreatedResponse({ standardSchema: personAnswer })
  @ApiOperation({ summary: 'Enters a person' })
  add(@Body({ schema: newPersonSchema }) person: NewPerson): Promise<KnownPerson> {
    return this.registry.people.add(person);
  }

  @Patch('people/:id')
  @Allow('people.write')
  @ApiOkResponse({ standardSchema: personAnswer })
  @ApiOperation({ summary: 'Changes some of it; whoever is disabled is signed out everywhere' })
  async update(@Param('id') id: string, @Body({ schema: personPatchSchema }) patch: PersonPatch): Promise<KnownPerson> {
    const person = await this.registry.people.update(id, patch);
    await this.callers.refresh();
    return person;
  }

  @Delete('people/:id')
  @HttpCode(204)
  @Allow('people.write')
  @ApiOperation({ summary: 'Forgets who it was: name, number and ways in; the id stays for what refers to it' })
  async remove(
    @Param('id') id: string,
    @Query({ schema: versionSchema }) { version }: z.infer<typeof versionSchema>,
  ): Promise<void> {
    await this.registry.people.remove(id, version);
    await this.callers.refresh();
  }

  @Get('people/:id/sessions')
  @Allow('people.write')
  @ApiOkResponse({ standardSchema: sessionsOfAnswer })
  @ApiOperation({ summary: 'Where he or she is signed in. The look is written down' })
  async sessions(@Param('id') id: string): Promise<{ sessions: Session[] }> {
    await this.registry.people.get(id);
    await this.registry.audit.note({ action: 'sessions.read', target: id });
    return { sessions: await this.registry.sessions.of(id) };
  }

  @Delete('people/:id/sessions/:session')
  @HttpCode(204)
  @Allow('people.write')
  @ApiOperation({ summary: 'Signs him or her out there' })
  async end(@Param('id') id: string, @Param('session') session: string): Promise<void> {
    if (!(await this.registry.sessions.end(id, session))) throw notFound('Không có phiên này');
    await this.callers.refresh();
  }
}
