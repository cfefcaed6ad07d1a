import { LANGUAGES } from '#hub/contracts';
import { REGISTRY, type Registry, type Session } from '#hub/registry';
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Put, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { z } from 'zod';
import { SignedIn, Who } from '../access/allow.js';
import { type Caller, forbidden } from '../access/caller.js';
import { Callers } from '../access/callers.js';
import { cookieOf } from '../access/cookies.js';
import { ApiError, notFound } from '../http/errors.js';
import { sessionsAnswer, totpAnswer } from '../http/people.schema.js';
import { newSecret, uriOf } from './one-time-codes.js';
import { checkPassword, hashPassword } from './passwords.js';
import { SignInService } from './sign-in.service.js';

const password = z.string().min(1).max(256);
const passwordSchema = z.object({ current: password, password });
const confirmSchema = z.object({ password });
const codeSchema = z.object({ code: z.string().regex(/^\d{6}$/, 'gồm 6 chữ số') });
const languageSchema = z.object({ language: z.enum(LANGUAGES) });

/** One's own affairs. Nobody does them for somebody else: a village head who acts for a household is refused. */
@ApiTags('account')
@Controller('api/me')
export class AccountController {
  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    private readonly signIn: SignInService,
    private readonly callers: Callers,
  ) {}

  @Get('sessions')
  @SignedIn()
  @ApiOkResponse({ standardSchema: sessionsAnswer })
  @ApiOperation({ summary: 'Where one is signed in' })
  async sessions(@Who() who: Caller): Promise<{ sessions: (Session & { current: boolean })[] }> {
    const sessions = await this.registry.sessions.of(own(who));
    return { sessions: sessions.map((session) => ({ ...session, current: session.id === who.session })) };
  }

  @Delete('sessions/:id')
  @HttpCode(204)
  @SignedIn()
  @ApiOperation({ summary: 'Signs out there' })
  async end(@Who() who: Caller, @Param('id') id: string): Promise<void> {
    if (!(await this.registry.sessions.end(own(who), id))) throw notFound('Không có phiên này');
    await this.callers.refresh();
  }

  @Patch()
  @HttpCode(204)
  @SignedIn()
  @ApiOperation({ summary: 'Sets one’s language' })
  async language(
    @Who() who: Caller,
    @Body({ schema: languageSchema }) { language }: z.infer<typeof languageSchema>,
  ): Promise<void> {
    const { version } = await this.registry.people.get(person(who));
    await this.registry.people.update(who.id, { language, version });
    await this.callers.refresh();
  }

  @Post('password')
  @HttpCode(204)
  @SignedIn()
  @ApiOperation({ summary: 'Sets a new password; other sessions end' })
  async password(
    @Who() who: Caller,
    @Req() request: Request,
    @Body({ schema: passwordSchema }) { current, password: next }: z.infer<typeof passwordSchema>,
  ): Promise<void> {
    const { login } = await this.#confirm(who, request, current);
    checkPassword(next, [login, who.name]);
    await this.registry.waysIn.setPassword(who.id, await hashPassword(next), who.session);
    await this.callers.refresh();
  }

  @Post('totp')
  @SignedIn()
  @ApiCreatedResponse({ standardSchema: totpAnswer })
  @ApiOperation({ summary: 'A new secret for an authenticator app; in force once confirmed with a code' })
  async newTotp(
    @Who() who: Caller,
    @Req() request: Request,
    @Body({ schema: confirmSchema }) { password: current }: z.infer<typeof confirmSchema>,
  ): Promise<{ secret: string; uri: string }> {
    const { login } = await this.#confirm(who, request, current);
    const secret = newSecret();
    await this.registry.waysIn.setTotp(who.id, secret);
    await this.callers.refresh();
    return { secret, uri: uriOf(secret, login, 'Trung tâm điều hành xã') };
  }

  @Put('totp')
  @HttpCode(204)
  @SignedIn()
  @ApiOperation({ summary: 'Confirms it with a code' })
  async confirmTotp(
    @Who() who: Caller,
    @Req() request: Request,
    @Body({ schema: codeSchema }) { code }: z.infer<typeof codeSchema>,
  ): Promise<void> {
    const waysIn = await this.registry.waysIn.of(person(who));
    await this.signIn.pay({ login: waysIn.login ?? who.id, address: request.ip ?? '' });
    if (!(await this.signIn.isCode(waysIn, code)))
      throw new ApiError(400, { error: 'wrong-code', message: 'Mã không đúng; xem giờ của điện thoại có đúng không' });
    await this.callers.refresh();
  }

  @Delete('totp')
  @HttpCode(204)
  @SignedIn()
  @ApiOperation({ summary: 'Codes are no longer asked for' })
  async dropTotp(
    @Who() who: Caller,
    @Req() request: Request,
    @Body({ schema: confirmSchema }) { password: current }: z.infer<typeof confirmSchema>,
  ): Promise<void> {
    await this.#confirm(who, request, current);
    await this.registry.waysIn.setTotp(who.id, null);
    await this.callers.refresh();
  }

  /** Whoever sits at an open screen is not yet its owner. */
  async #confirm(who: Caller, request: Request, current: string): Promise<{ login: string }> {
    const { login } = await this.registry.waysIn.of(person(who));
    if (login === null) throw forbidden();
    const attempt = { login, address: request.ip ?? '', device: cookieOf(request, 'hub_device') };
    await this.signIn.checkPassword(attempt, current);
    return { login };
  }
}

/** Of whoever is really there. */
const own = (who: Caller): string => who.actingBy ?? who.id;

function person(who: Caller): string {
  if (who.kind !== 'person' || who.actingBy) throw forbidden();
  return who.id;
}
