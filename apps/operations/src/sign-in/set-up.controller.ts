import { type Me, personSchema } from '#hub/contracts';
import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { Anybody } from '../access/allow.js';
import { ApiError } from '../http/errors.js';
import { meAnswer } from '../http/people.schema.js';
import { checkPassword } from './passwords.js';
import { SessionOpener } from './session-opener.js';
import { SetUp } from './set-up.js';
import { Guesses } from './guesses.js';

const setUpSchema = z.object({
  token: z.string().max(128),
  login: personSchema.shape.login.unwrap(),
  name: personSchema.shape.name,
  password: z.string().max(256),
});

@ApiTags('sign-in')
@Controller('api/setup')
export class SetUpController {
  constructor(
    private readonly setUp: SetUp,
    private readonly guesses: Guesses,
    private readonly opener: SessionOpener,
  ) {}

  @Post()
  @HttpCode(200)
  @Anybody('the first administrator, by the one-time link that the hub prints')
  @ApiOkResponse({ standardSchema: meAnswer })
  @ApiOperation({ summary: 'Makes the first administrator and signs in' })
  async first(
    @Body({ schema: setUpSchema }) { token, login, name, password }: z.infer<typeof setUpSchema>,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Me> {
    await this.guesses.from(request.ip ?? '', () => this.#check(token));
    checkPassword(password, [login, name]);
    const id = await this.setUp.first({ login, name, password });
    return this.opener.open({ request, response }, id, 'browser');
  }

  async #check(token: string): Promise<void> {
    if (this.setUp.isToken(token)) return;
    throw new ApiError(403, {
      error: 'wrong-token',
      message: 'Liên kết cài đặt không đúng hoặc của lần chạy trước; hãy dùng liên kết mới nhất mà hub in ra',
    });
  }
}
