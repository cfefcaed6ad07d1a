import type { Command, Confirmation } from '#hub/contracts';

type Seen = NonNullable<Command['baseline']>;

/** Whether a value is what was to be seen. `baseline` is undefined where nothing was measured before. */
export function shows({ becomes, by, to }: Confirmation, value: number, baseline: number | undefined): boolean {
  switch (becomes) {
    case 'above':
      return value > by;
    case 'below':
      return value < by;
    case 'near':
      return to !== undefined && Math.abs(value - to) <= by;
    case 'rises':
      return baseline !== undefined && value - baseline >= by;
    case 'falls':
      return baseline !== undefined && baseline - value >= by;
  }
}

/**
 * Takes in a reading of the confirming device. A reading counts when it was measured after the command left; of one
 * that rises or falls the first is what it rises from, where nothing is known of before. The same object: nothing new.
 */
export function look(command: Command, { value, ts }: Seen): Command {
  const { confirm, shown, baseline } = command;
  const from = command.handled?.at ?? command.sentAt;
  if (!confirm || shown || from === undefined || ts < from) return command;
  if (shows(confirm, value, baseline?.value)) return { ...command, shown: { value, ts } };
  const moves = confirm.becomes === 'rises' || confirm.becomes === 'falls';
  return moves && !baseline ? { ...command, baseline: { value, ts } } : command;
}
