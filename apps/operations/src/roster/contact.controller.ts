import { type Contact, contactSchema } from '#hub/contracts';
import { REGISTRY, type Registry } from '#hub/registry';
import { Body, Controller, Get, Inject, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { SignedIn, Who } from '../access/allow.js';
import type { Caller } from '../access/caller.js';
import { inPerson } from '../access/in-person.js';

/** How the caller wants to be told. */
@ApiTags('notices')
@Controller('api/contact')
export class ContactController {
  constructor(@Inject(REGISTRY) private readonly registry: Registry) {}

  @Get()
  @SignedIn()
  @ApiOkResponse({ standardSchema: contactSchema })
  @ApiOperation({ summary: 'Ways that are shut, quiet hours, language, e-mail' })
  get(@Who() who: Caller): Promise<Contact> {
    return this.registry.contacts.get(inPerson(who));
  }

  @Put()
  @SignedIn()
  @ApiOkResponse({ standardSchema: contactSchema })
  @ApiOperation({ summary: 'Changes them; names the version that it was made from' })
  put(@Who() who: Caller, @Body({ schema: contactSchema }) contact: Contact): Promise<Contact> {
    return this.registry.contacts.put(inPerson(who), contact);
  }
}
