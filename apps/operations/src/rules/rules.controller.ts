import { changedRule } from '#hub/alert-engine';
import { alertSchema, type Rule, ruleChangeSchema, type RulePack, rulePackSchema, ruleSchema } from '#hub/contracts';
import { type DeviceDirectory, DIRECTORY, REGISTRY, type Registry } from '#hub/registry';
import { CLOCK, type Clock } from '#hub/service-kit';
import { TIME_SERIES, type TimeSeries } from '#hub/time-series';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Allow, Who } from '../access/allow.js';
import type { Caller } from '../access/caller.js';
import { ApiError, invalidInput, notFound } from '../http/errors.js';
import { answered } from '../requests/answered.js';
import { Answers, requestId } from '../requests/answers.js';
import { backTest, type BackTestResult, type TriedRule, untriedReason } from './back-test.js';
import { RuleBoard } from './rule-board.js';
import { readTitles, type RuleTitle } from './rule-titles.js';

const DAY_MS = 86_400_000;
const changeSchema = z.object({
  /** Version that was looked at; 0: as it came. */
  version: z.int().min(0),
  /** All that is to differ from the rule as it came; absent: nothing, the rule is as it came again. */
  change: ruleChangeSchema.optional(),
  /** Why. */
  note: z.string().trim().min(1).max(500),
});
const draftSchema = z.object({ change: ruleChangeSchema, days: z.int().min(1).max(90).default(30) });

const ruleTransitionSchema = z.object({
  rule: ruleSchema,
  change: ruleChangeSchema.optional(),
  at: z.number(),
  by: z.string(),
  note: z.string(),
});
const titleSchema = z.object({ vi: z.string(), en: z.string() });
const rulesAnswer = rulePackSchema.extend({ titles: z.record(z.string(), titleSchema) });
const ruleAnswer = z.object({
  title: titleSchema,
  rule: ruleSchema,
  came: ruleSchema,
  changes: z.array(ruleTransitionSchema),
});
const backTestAnswer = z.object({
  from: z.number(),
  to: z.number(),
  devices: z.int(),
  points: z.int(),
  dataFrom: z.number().optional().describe('when the first point is of, milliseconds'),
  total: z.int(),
  fired: z.array(
    z.object({
      device: z.string(),
      startedAt: z.number(),
      endedAt: z.number().optional(),
      peak: z.number().optional(),
    }),
  ),
  recorded: z.int().describe('only written down: what told of it came too late'),
  confirmed: z.int(),
  missed: z.array(alertSchema),
  false: z.int(),
  spared: z.int(),
});

@ApiTags('rules')
@Controller('api/rules')
export class RulesController {
  /** A back-test reads for seconds: one at a time. */
  #trying = false;
  readonly #titleOf = readTitles();

  constructor(
    private readonly board: RuleBoard,
    private readonly answers: Answers,
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(DIRECTORY) private readonly directory: DeviceDirectory,
    @Inject(TIME_SERIES) private readonly series: TimeSeries,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @Allow('rules.read')
  @ApiOkResponse({ standardSchema: rulesAnswer })
  @ApiOperation({ summary: 'Rules in force, each with the source of its limit, and what their alerts are called' })
  list(): RulePack & { titles: Record<string, RuleTitle> } {
    const pack = this.board.inForce();
    return { ...pack, titles: Object.fromEntries(pack.rules.map((rule) => [rule.id, this.#titleOf(rule)])) };
  }

  @Get(':id')
  @Allow('rules.read')
  @ApiOkResponse({ standardSchema: ruleAnswer })
  @ApiOperation({ summary: 'One rule in force, as it came, and what people changed of it, newest first' })
  async get(@Param('id') id: string) {
    const { rule, came } = this.#rule(id);
    const changes = await this.registry.rules.history(id);
    return {
      title: this.#titleOf(rule),
      rule,
      came,
      changes: changes.map(({ type: _, request: __, person: ___, ...shown }) => shown),
    };
  }

  @Put(':id')
  @Allow('rules.write')
  @ApiOkResponse({ standardSchema: ruleSchema })
  @ApiOperation({ summary: 'Changes a rule from now on, or takes all changes back' })
  async change(
    @Who() who: Caller,
    @Param('id') id: string,
    @Body({ schema: changeSchema }) { version, change, note }: z.infer<typeof changeSchema>,
  ): Promise<Rule> {
    const { came } = this.#rule(id);
    if (change) this.#drafted(came, change);
    const answer = answered(
      await this.answers.ask({
        ...{
          type: 'rule',
          id: requestId(),
          rule: id,
          version,
          note,
          by: who.name,
          person: who.id,
          at: this.clock.now(),
        },
        ...(change && { change }),
      }),
    );
    if (answer.type !== 'rule') throw new Error(`not the answer of a rule: ${answer.type}`);
    const detail = { version: answer.rule.version ?? 0, note };
    await this.registry.audit.note({ action: change ? 'rule.change' : 'rule.reset', target: id, detail });
    return answer.rule;
  }

  @Post(':id/try')
  @Allow('rules.write')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: backTestAnswer })
  @ApiOperation({ summary: 'When a draft of the rule would have told of something in the last days' })
  async try(
    @Param('id') id: string,
    @Body({ schema: draftSchema }) { change, days }: z.infer<typeof draftSchema>,
  ): Promise<BackTestResult> {
    const draft = this.#drafted(this.#rule(id).came, change);
    const reason = untriedReason(draft);
    if (reason) throw new ApiError(422, { error: 'not-stored', message: reason });
    if (this.#trying) throw new ApiError(409, { error: 'busy', message: 'Đang có một lần thử khác, chờ vài giây' });
    this.#trying = true;
    const to = this.clock.now();
    try {
      const { series, directory, registry } = this;
      return await backTest({ series, directory, registry }, draft as TriedRule, to - days * DAY_MS, to);
    } finally {
      this.#trying = false;
    }
  }

  #rule(id: string): { rule: Rule; came: Rule } {
    const [rule, came] = [this.board.get(id), this.board.came(id)];
    if (!rule || !came) throw notFound('Không có luật này');
    return { rule, came };
  }

  #drafted(came: Rule, change: z.infer<typeof ruleChangeSchema>): Rule {
    const made = changedRule(came, change);
    if ('rule' in made) return made.rule;
    throw invalidInput(made.faults.map(({ field, problem }) => ({ path: [field], message: problem })));
  }
}
