import { isHousehold, type Me } from '#hub/contracts';
import { type Invitation, type KnownPerson, REGISTRY, type Registry } from '#hub/registry';
import { Body, Controller, Delete, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { AllowWithin, Anybody, Who } from '../access/allow.js';
import type { Caller } from '../access/caller.js';
import { Callers } from '../access/callers.js';
import { Looks } from '../audit/looks.js';
import { ApiError, invalidInput, notFound } from '../http/errors.js';
import { invitationAnswer, invitationLookAnswer, meAnswer } from '../http/people.schema.js';
import { Guesses } from '../sign-in/guesses.js';
import { checkPassword, hashPassword } from '../sign-in/passwords.js';
import { SessionOpener } from '../sign-in/session-opener.js';

/** Injection token of the address under which people reach the hub, or undefined. */
export const PUBLIC_URL = 'PUBLIC_URL';

const tokenSchema = z.object({ token: z.string().min(1).max(128) });
const acceptSchema = tokenSchema.extend({ password: z.string().max(256).optional() });

const DAY_MS = 86_400_000;
/** A printed QR waits until its farmer comes by; a link that sets a password does not. */
const LASTS_MS = { phone: 14 * DAY_MS, password: 2 * DAY_MS };

@ApiTags('people')
@Controller('api')
export class InvitationsController {
  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    private readonly callers: Callers,
    private readonly guesses: Guesses,
    private readonly opener: SessionOpener,
    private readonly looks: Looks,
    @Inject(PUBLIC_URL) private readonly publicUrl: string | undefined,
  ) {}

  @Post('people/:id/invitation')
  @AllowWithin('people.invite')
  @ApiCreatedResponse({ standardSchema: invitationAnswer })
  @ApiOperation({
    summary: 'A way in that works once: binds a villager’s phone, or sets a password. The one before ends',
  })
  async invite(
    @Who() who: Caller,
    @Param('id') id: string,
    @Req() request: Request,
  ): Promise<{ url: string; token: string; expires: number }> {
    const person = await this.#inScope(who, id);
    const purpose = person.login === undefined ? 'phone' : 'password';
    const { token, expires } = await this.registry.waysIn.invite(id, purpose, LASTS_MS[purpose]);
    // behind the #: no server on the way, and none of its logs, is told
    const hub = this.publicUrl ?? `${request.protocol}://${request.get('host')}`;
    return { url: `${hub}/join#${token}`, token, expires };
  }

  @Delete('people/:id/invitation')
  @HttpCode(204)
  @AllowWithin('people.invite')
  @ApiOperation({ summary: 'Withdraws it' })
  async withdraw(@Who() who: Caller, @Param('id') id: string): Promise<void> {
    await this.#inScope(who, id);
    await this.registry.waysIn.withdraw(id);
  }

  @Post('invitation/look')
  @HttpCode(200)
  @Anybody('whoever holds an invitation is not signed in yet')
  @ApiOkResponse({ standardSchema: invitationLookAnswer })
  @ApiOperation({ summary: 'Whom an invitation is for. Looking does not spend it: messengers preview links' })
  async look(
    @Req() request: Request,
    @Body({ schema: tokenSchema }) { token }: z.infer<typeof tokenSchema>,
  ): Promise<Omit<Invitation, 'identity'>> {
    const { identity, ...shown } = await this.#look(request, token);
    await this.looks.note({ session: request.ip ?? '' }, 'invitation.look', identity);
    return shown;
  }

  @Post('invitation/accept')
  @HttpCode(200)
  @Anybody('whoever holds an invitation is not signed in yet')
  @ApiOkResponse({ standardSchema: meAnswer })
  @ApiOperation({ summary: 'Spends it and signs in' })
  async accept(
    @Body({ schema: acceptSchema }) { token, password }: z.infer<typeof acceptSchema>,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Me> {
    const { purpose, login = '', name } = await this.#look(request, token);
    if (purpose === 'password') {
      if (password === undefined) throw invalidInput([{ path: ['password'], message: 'còn thiếu' }]);
      checkPassword(password, [login, name]);
    }
    const hashed = purpose === 'password' ? await hashPassword(password!) : undefined;
    const { identity } = await this.registry.waysIn.accept(token, hashed);
    await this.callers.refresh();
    return this.opener.open({ request, response }, identity, purpose === 'phone' ? 'phone' : 'browser');
  }

  #look(request: Request, token: string): Promise<Invitation> {
    return this.guesses.from(request.ip ?? '', () => this.registry.waysIn.look(token));
  }

  /** A village head lets the hamlet's villagers in, and nobody who has more to say than a villager. */
  async #inScope(who: Caller, id: string): Promise<KnownPerson> {
    const person = await this.registry.people.get(id);
    if (who.canEverywhere('people.invite')) return person;
    if (!who.can('people.invite', { commune: '', hamlet: person.hamlet })) throw notFound(`Không có người "${id}"`);
    if (person.login === undefined && isHousehold(this.registry.roles, person.grants)) return person;
    throw new ApiError(403, {
      error: 'not-a-household',
      message: 'Trưởng thôn chỉ mời hộ dân; người có vai trò khác, hãy nhờ quản trị mời',
    });
  }
}
