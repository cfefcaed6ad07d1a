import { ACCESS, type Access } from '#hub/contracts';
import { Controller, HttpCode, Param, Post, Req, Res, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiExtension, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Intake } from './intake.js';

const OPEN: Access = { to: 'anybody', why: 'boxes name their account and its secret in each request' };

/** The body is read as it comes, whatever its content type says: the application's parsers must leave it alone. */
@ApiTags('ingest')
@Controller('api/ingest')
export class IntakeController {
  constructor(private readonly intake: Intake) {}

  @Post(':account')
  @SetMetadata(ACCESS, OPEN)
  @ApiExtension('x-access', OPEN)
  @HttpCode(204)
  @ApiBearerAuth()
  @ApiConsumes('application/json', 'application/x-www-form-urlencoded')
  @ApiBody({ schema: { type: 'object' }, description: 'What the box sends; JSON or a form of at most 256 KB' })
  @ApiOperation({ summary: 'A packet of a box that only speaks HTTP; on disk when it is answered' })
  @ApiResponse({ status: 204, description: 'Kept' })
  @ApiResponse({ status: 401, description: 'Secret absent or wrong (Bearer, or Basic with the secret as password)' })
  @ApiResponse({ status: 429, description: 'Too fast; Retry-After says when to go on' })
  @ApiResponse({ status: 503, description: 'The disk is full; keep it and send it again' })
  async post(@Param('account') account: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const answer = await this.intake.take(account, request);
    if (!answer) return;
    const { status, error, message, headers = {} } = answer;
    response.status(status).set(headers);
    if (error === undefined) response.end();
    else response.json({ error, message });
  }
}
