import { ConsoleLogger, type LogLevel } from '@nestjs/common';

/** What the framework says of its own start: true, and of no use to whoever reads the log. */
const FRAMEWORK = new Set([
  'InstanceLoader',
  'NestApplication',
  'NestFactory',
  'NestMicroservice',
  'RouterExplorer',
  'RoutesResolver',
  'WebSocketsController',
]);
const LEVELS: LogLevel[] = ['log', 'warn', 'error', 'fatal'];

/** One line an event; time and process are the journal's business. */
export class LineLogger extends ConsoleLogger {
  constructor() {
    super({ logLevels: LEVELS, colors: process.stdout.isTTY === true });
  }

  override log(message: unknown, ...rest: unknown[]): void {
    if (!FRAMEWORK.has(String(rest.at(-1)))) super.log(message, ...(rest as [string]));
  }

  /** A start that fails is told by whoever started, in words. */
  override error(message: unknown, ...rest: unknown[]): void {
    if (rest.at(-1) !== 'ExceptionHandler') super.error(message, ...(rest as [string]));
  }

  protected override formatMessage(
    level: LogLevel,
    message: unknown,
    _pid: string,
    _level: string,
    context: string,
  ): string {
    const line = `${level === 'log' ? '' : `${level.toUpperCase()} `}${context}${String(message)}`;
    return `${this.colorize(line, level)}\n`;
  }
  protected override formatContext(context: string): string {
    return context ? `${context}: ` : '';
  }
}
