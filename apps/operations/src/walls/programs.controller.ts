import { type Machine, REGISTRY, type Registry } from '#hub/registry';
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Allow } from '../access/allow.js';
import { Callers } from '../access/callers.js';
import { programAnswer, programsAnswer } from '../http/people.schema.js';

const newSchema = z.object({ name: z.string().trim().min(1).max(120) });

/** Programs that look after the hub (Prometheus, say). Each names its token in every request. */
@ApiTags('programs')
@Controller('api/programs')
export class ProgramsController {
  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    private readonly callers: Callers,
  ) {}

  @Get()
  @Allow('hub.manage')
  @ApiOkResponse({ standardSchema: programsAnswer })
  @ApiOperation({ summary: 'Programs with a token' })
  async list(): Promise<{ programs: Machine[] }> {
    return { programs: await this.registry.machines.list('program') };
  }

  @Post()
  @Allow('hub.manage')
  @ApiCreatedResponse({ standardSchema: programAnswer })
  @ApiOperation({ summary: 'Lets a program read figures and state; its token is shown this once' })
  async add(
    @Body({ schema: newSchema }) { name }: z.infer<typeof newSchema>,
  ): Promise<{ program: Machine; token: string }> {
    const program = await this.registry.machines.add('program', name);
    const { token } = await this.registry.sessions.open({
      ...{ identity: program.id, kind: 'program', label: name, address: '' },
    });
    return { program, token };
  }

  @Delete(':id')
  @HttpCode(204)
  @Allow('hub.manage')
  @ApiOperation({ summary: 'Its token opens nothing any more' })
  async remove(@Param('id') id: string): Promise<void> {
    await this.registry.machines.remove('program', id);
    await this.callers.refresh();
  }
}
