import { type Command, isCommandOver } from '#hub/contracts';
import { Severity } from '../../ui/severity.js';
import { useCommandWords } from './words.js';

const BAD = new Set<Command['state']>(['unconfirmed', 'failed', 'unanswered']);
const WAITS = new Set<Command['state']>(['awaiting-approval', 'task']);

/** How far a command has got: a shape and words. */
export function CommandState({ command }: { command: Command }) {
  const t = useCommandWords();
  const { state } = command;
  const kind = BAD.has(state) ? 'warning' : WAITS.has(state) ? 'watch' : isCommandOver(command) ? 'normal' : 'info';
  return (
    <span className="link-mark">
      <Severity kind={kind} />
      {t.states[state]}
    </span>
  );
}
