import { type RulePack, rulePackSchema } from '#hub/contracts';
import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow } from '../access/allow.js';

/** Injection token of the rule pack in force. */
export const RULE_PACK = 'RULE_PACK';

@ApiTags('alerts')
@Controller('api/rules')
export class RulesController {
  constructor(@Inject(RULE_PACK) private readonly pack: RulePack) {}

  @Get()
  @Allow('rules.read')
  @ApiOkResponse({ standardSchema: rulePackSchema })
  @ApiOperation({ summary: 'Rules in force, each with the source of its limit' })
  get(): RulePack {
    return this.pack;
  }
}
