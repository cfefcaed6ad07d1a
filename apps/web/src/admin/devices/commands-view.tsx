import type { Command, CommandKind, Device } from '#hub/contracts';
import { useState } from 'react';
import { useLang } from '../../i18n/lang.js';
import { may } from '../../session/me.js';
import { useMe } from '../../session/use-me.js';
import { Button } from '../../ui/button.js';
import { CommandDialog } from '../commands/command-dialog.js';
import { CommandTable } from '../commands/command-list.js';
import type { Names } from '../commands/who-words.js';
import { useCommandWords } from '../commands/words.js';
import { useAsk } from '../data/ask.js';
import { DEVICES } from '../data/devices.js';
import { Answered } from '../parts/answered.js';
import { Box } from '../parts/box.js';

const EVERY_MS = 3000;

/** What a device can be told to do, and what it was told. */
export function CommandsView({ device }: { device: Device }) {
  const t = useCommandWords();
  const lang = useLang();
  const asks = may(useMe(), 'commands.request');
  const [chosen, setChosen] = useState<CommandKind>();
  const kinds = useAsk<{ commands: CommandKind[] }>(`${DEVICES}/${encodeURIComponent(device.id)}/commands`);
  const given = useAsk<{ commands: Command[]; names: Names }>(
    `/api/commands?device=${encodeURIComponent(device.id)}&limit=20`,
    EVERY_MS,
  );
  return (
    <div className="main-column">
      <Box title={t.may}>
        <Answered answer={kinds}>
          {({ commands }) =>
            commands.length === 0 ? (
              <p className="meta">{t.noCommands}</p>
            ) : (
              <ul className="command-kinds">
                {commands.map((kind) => (
                  <li key={kind.name}>
                    <Button icon="power" aria-disabled={!asks || undefined} onClick={() => asks && setChosen(kind)}>
                      {kind[lang]}
                    </Button>
                    {kind.persons === 2 && <span className="meta">{t.twoPersons}</span>}
                  </li>
                ))}
              </ul>
            )
          }
        </Answered>
      </Box>
      <Box title={t.last}>
        <Answered answer={given}>
          {({ commands, names }) => (
            <CommandTable commands={commands} names={names} empty={<p className="meta">{t.none}</p>} />
          )}
        </Answered>
      </Box>
      {chosen && <CommandDialog device={device} kind={chosen} onClose={() => setChosen(undefined)} />}
    </div>
  );
}
