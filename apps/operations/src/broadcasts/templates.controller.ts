import {
  type Broadcast,
  BLANKS,
  blanksOf,
  type BroadcastTemplate,
  broadcastSchema,
  filledIn,
  inForce,
  templateSchema,
} from '#hub/contracts';
import { REGISTRY, type Registry } from '#hub/registry';
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Allow, AllowWithin, Who } from '../access/allow.js';
import type { Caller } from '../access/caller.js';
import { ApiError, invalidInput, notFound } from '../http/errors.js';
import { airTemplateSchema, broadcastId, templateInput, templatesAnswer, versionSchema } from './broadcast.input.js';
import type { Wanted } from './asked-for.js';
import { BroadcastDesk } from './broadcast-desk.js';

const found = (template: BroadcastTemplate | undefined): BroadcastTemplate => {
  if (!template) throw notFound('Không có mẫu này');
  return template;
};

/** Texts of emergencies, approved before they are needed. */
@ApiTags('broadcasts')
@Controller('api/broadcast-templates')
export class TemplatesController {
  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    private readonly desk: BroadcastDesk,
  ) {}

  @Get()
  @AllowWithin('broadcasts.write')
  @ApiOkResponse({ standardSchema: templatesAnswer })
  @ApiOperation({ summary: 'All versions of all texts; the newest approved one of each may be aired' })
  async list(): Promise<z.infer<typeof templatesAnswer>> {
    return { templates: await this.registry.templates.list(), blanks: [...BLANKS] };
  }

  @Post()
  @Allow('broadcasts.write')
  @ApiCreatedResponse({ standardSchema: templateSchema })
  @ApiOperation({ summary: 'Writes a text for later; {place} and {time} are blanks' })
  async write(
    @Who() who: Caller,
    @Body({ schema: templateInput }) text: z.infer<typeof templateInput>,
  ): Promise<BroadcastTemplate> {
    return found(await this.registry.templates.write(nameOf(who), text));
  }

  @Post(':id/versions')
  @Allow('broadcasts.write')
  @ApiCreatedResponse({ standardSchema: templateSchema })
  @ApiOperation({ summary: 'Writes its next version; the one before may be aired until this one is approved' })
  async rewrite(
    @Who() who: Caller,
    @Param('id') id: string,
    @Body({ schema: templateInput }) text: z.infer<typeof templateInput>,
  ): Promise<BroadcastTemplate> {
    return found(await this.registry.templates.write(nameOf(who), { id, ...text }));
  }

  @Post(':id/approve')
  @Allow('broadcasts.approve')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: templateSchema })
  @ApiOperation({ summary: 'Says that operators may air this version at once' })
  async approve(
    @Who() who: Caller,
    @Param('id') id: string,
    @Body({ schema: versionSchema }) { version }: z.infer<typeof versionSchema>,
  ): Promise<BroadcastTemplate> {
    return found(await this.registry.templates.approve(nameOf(who), id, version));
  }

  @Delete(':id')
  @Allow('broadcasts.approve')
  @ApiOkResponse({ standardSchema: templateSchema })
  @ApiOperation({ summary: 'Takes it out of use' })
  async withdraw(@Who() who: Caller, @Param('id') id: string): Promise<BroadcastTemplate> {
    return found(await this.registry.templates.withdraw(nameOf(who), id));
  }

  @Post(':id/air')
  @AllowWithin('broadcasts.write')
  @ApiCreatedResponse({ standardSchema: broadcastSchema })
  @ApiOperation({
    summary:
      'Airs it at once with its blanks filled in; 409 where another version is in force, or its key is that of another message',
  })
  async air(
    @Who() who: Caller,
    @Param('id') id: string,
    @Body({ schema: airTemplateSchema }) asked: z.infer<typeof airTemplateSchema>,
  ): Promise<Broadcast> {
    const { key, version, blanks, audience, drill, incident } = asked;
    const ours = broadcastId(who.id, key);
    const versions = (await this.registry.templates.list()).filter((one) => one.id === id);
    const seen = versions.find((one) => one.version === version);
    const wanted: Wanted = {
      ...{ urgency: 'emergency', audience, drill, text: filledIn(seen?.text ?? '', blanks) },
      template: { id, version, title: seen?.title ?? '' },
      ...(incident !== undefined && { incident }),
    };
    return this.desk.once(who, ours, wanted, async () => {
      const [template] = inForce(versions);
      if (!template?.approved) throw notFound('Không có mẫu này, hoặc mẫu chưa được duyệt');
      if (template.version !== version)
        throw new ApiError(409, { error: 'changed-meanwhile', message: 'Mẫu vừa được đổi, hãy đọc lại' });
      const missing = blanksOf(template.text).find((name) => !blanks[name]);
      if (missing) throw invalidInput([{ path: ['blanks', missing], message: 'còn thiếu' }]);
      const content = await this.desk.content(who, wanted);
      return this.desk.ask(who, ours, { do: 'write', content, approved: template.approved });
    });
  }
}

const nameOf = ({ id, name }: Caller) => ({ person: id, by: name });
