import type { Command, CommandAnswerRequest, CommandRequest, CommandsItem } from '#hub/contracts';
import type { Registry } from '#hub/registry';
import type { Clock } from '#hub/service-kit';
import { ApiError } from '../http/errors.js';
import { type Answers, requestId } from '../requests/answers.js';
import { commandId } from './command.input.js';
import type { CommandsService } from './commands.service.js';

export type Wish = Omit<CommandRequest['command'], 'id' | 'expiresAt'> & { expiresInMs: number };

/** Takes down what people want of commands and gives them the answer. Whether they may was looked at before. */
export class CommandDesk {
  constructor(
    private readonly registry: Registry,
    private readonly service: CommandsService,
    private readonly answers: Answers,
    private readonly clock: Clock,
  ) {}

  async find(id: string): Promise<Command | undefined> {
    return this.service.get(id) ?? (await this.registry.commands.get(id))?.command;
  }

  /** The same person with the same key comes to the same command. @throws ApiError 409 where it may not be now */
  async ask(by: string, { expiresInMs, ...wish }: Wish): Promise<Command> {
    const id = commandId(by, wish.key);
    // what was over long ago is only in the registry; one that is away keeps nobody from stopping a pump
    const before = this.service.get(id) ? undefined : await this.registry.commands.get(id).catch(() => undefined);
    if (before) return accepted(before.command);
    const at = this.clock.now();
    const command = { ...wish, id, expiresAt: at + expiresInMs };
    return accepted(commandOf(await this.answers.ask({ type: 'command', id: requestId(), command, by, at })));
  }

  /** @throws ApiError 409 where it is too late, or something stands in the way */
  async say(by: string, command: string, answer: CommandAnswerRequest['answer'], note?: string): Promise<Command> {
    const request = { type: 'command-answer', id: requestId(), command, answer, by, at: this.clock.now() } as const;
    const said = commandOf(await this.answers.ask({ ...request, ...(note && { note }) }));
    return answer === 'approve' ? accepted(said) : said;
  }
}

/** @throws ApiError where the answer is none, or a no */
function commandOf(item: CommandsItem | undefined): Command {
  if (!item) throw new ApiError(503, { error: 'no-answer', message: 'Hub đã nhận yêu cầu, chưa kịp trả lời' });
  if (item.type === 'refused')
    throw new ApiError(item.code === 'not-found' ? 404 : 409, { error: item.code, message: item.reason });
  return item.command;
}

/** @throws ApiError 409 where something stood in the way: nothing will happen, and the log says why */
function accepted(command: Command): Command {
  const { state, ending, sentAt } = command;
  if (state === 'refused' && ending && sentAt === undefined)
    throw new ApiError(409, { error: ending.reason, message: ending.vi });
  return command;
}
