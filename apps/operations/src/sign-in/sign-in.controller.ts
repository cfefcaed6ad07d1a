import type { Me } from '#hub/contracts';
import { REGISTRY, type Registry } from '#hub/registry';
import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { Anybody, type CalledRequest, SignedIn, Who } from '../access/allow.js';
import type { Caller } from '../access/caller.js';
import { Callers } from '../access/callers.js';
import { cookieOf, dropCookie, setCookie } from '../access/cookies.js';
import { meAnswer } from '../http/people.schema.js';
import { meOf } from './me.js';
import { SessionOpener } from './session-opener.js';
import { SetUp } from './set-up.js';
import { SignInService } from './sign-in.service.js';

const signInSchema = z.object({
  login: z.string().trim().toLowerCase().min(1).max(64),
  password: z.string().min(1).max(256),
  code: z
    .string()
    .trim()
    .regex(/^\d{6}$/, 'gồm 6 chữ số')
    .optional(),
});

@ApiTags('sign-in')
@Controller('api')
export class SignInController {
  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    private readonly signIn: SignInService,
    private readonly opener: SessionOpener,
    private readonly callers: Callers,
    private readonly setUp: SetUp,
  ) {}

  @Get('me')
  @Anybody('a page must know whether somebody is signed in before it can ask for it')
  @ApiOkResponse({ standardSchema: meAnswer })
  @ApiOperation({ summary: 'Who asks, and what he, she or it may do' })
  async me(@Req() request: CalledRequest): Promise<Me> {
    return meOf(await this.callers.of(request), request.caller, this.setUp.administered);
  }

  @Post('session')
  @HttpCode(200)
  @Anybody('signing in')
  @ApiOkResponse({ standardSchema: meAnswer })
  @ApiOperation({ summary: 'Signs in with a password; sets the session’s cookie' })
  async open(
    @Body({ schema: signInSchema }) { login, password, code }: z.infer<typeof signInSchema>,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Me> {
    const attempt = { login, address: request.ip ?? '', device: cookieOf(request, 'hub_device') };
    const { id } = await this.signIn.check(attempt, password, code);
    setCookie(request, response, 'hub_device', await this.signIn.attempts.deviceOf(login));
    return this.opener.open({ request, response }, id, 'browser');
  }

  @Delete('session')
  @HttpCode(204)
  @SignedIn()
  @ApiOperation({ summary: 'Signs out' })
  async close(
    @Who() who: Caller,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    await this.registry.sessions.end(who.actingBy ?? who.id, who.session);
    await this.callers.refresh();
    dropCookie(request, response, 'hub_session');
  }
}
