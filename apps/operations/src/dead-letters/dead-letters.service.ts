import { type DeadLetter, type DeadLetterItem, STREAM } from '#hub/contracts';
import type { EventLog, Position } from '#hub/event-log';
import type { Clock } from '#hub/service-kit';
import { notFound } from '../http/errors.js';
import { type Answers, requestId } from '../requests/answers.js';
import { type ShownPayload, shownPayload } from '../packets/shown-payload.js';
import type { DeadLetterIndex, LetterFilter } from './dead-letter-index.js';

/** A letter as REST shows it. */
export type ShownLetter = Omit<DeadLetter, 'payload' | 'type'> & Partial<ShownPayload>;

const PENDING = 'Hub đã nhận yêu cầu, chưa có kết quả';

export class DeadLettersService {
  constructor(
    private readonly log: EventLog,
    private readonly index: DeadLetterIndex,
    private readonly answers: Answers,
    private readonly clock: Clock,
  ) {}

  list(filter: LetterFilter, offset: number, limit: number): { deadLetters: ShownLetter[]; total: number } {
    const { total, positions } = this.index.page(filter, offset, limit);
    return { total, deadLetters: positions.flatMap((position) => this.#at(position) ?? []) };
  }

  get(id: string): ShownLetter {
    const position = this.index.position(id);
    const letter = position && this.#at(position);
    if (!letter) throw notFound('Không có gói này, hoặc đã xử lý xong');
    return letter;
  }

  /** Resolves with what came of it: read, or still not and why. */
  async replay(id: string, by: string): Promise<{ resolved: boolean; reason?: string }> {
    this.get(id);
    let stop = () => {};
    const decided = new Promise<DeadLetterItem>((resolve) => {
      stop = this.index.watch(id, resolve);
    });
    try {
      // refused where it is no longer open, decided where it was read again, undefined where neither came in time
      const refused = this.answers.ask({
        type: 'replay-dead-letter',
        id: requestId(),
        deadLetter: id,
        by,
        at: this.clock.now(),
      });
      const answer = await Promise.race([decided, refused]);
      if (answer?.type === 'resolved') return { resolved: true };
      return { resolved: false, reason: answer && 'reason' in answer ? answer.reason : PENDING };
    } finally {
      stop();
    }
  }

  #at(position: Position): ShownLetter | undefined {
    for (const { item } of this.log.scan(STREAM.deadLetters, position))
      return item.type === 'dead-letter' ? shown(item) : undefined;
    return undefined;
  }
}

const shown = ({ type: _, payload, ...letter }: DeadLetter): ShownLetter => ({
  ...letter,
  ...(payload && shownPayload(payload)),
});
