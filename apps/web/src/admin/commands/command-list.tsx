import type { Command, CommandKind } from '#hub/contracts';
import type { ReactNode } from 'react';
import { type Lang, useLang } from '../../i18n/lang.js';
import { Table } from '../../ui/table.js';
import { Way } from '../../ui/way.js';
import { useAsk } from '../data/ask.js';
import { DEVICES, useDevices } from '../data/devices.js';
import { When } from '../parts/when.js';
import { hrefOf } from '../route/address.js';
import { CommandState } from './command-state.js';
import { type Names, WhoWords } from './who-words.js';
import { useCommandWords } from './words.js';

/** Commands with how far each has got. */
export function CommandTable(props: {
  commands: readonly Command[];
  withDevice?: boolean;
  names?: Names | undefined;
  empty: ReactNode;
}) {
  const { commands, withDevice, names: people, empty } = props;
  const t = useCommandWords();
  const names = new Map(useDevices().value?.devices.map((d) => [d.id, d.name]));
  return (
    <Table<Command>
      caption={t.title}
      rows={commands}
      keyOf={({ id }) => id}
      empty={empty}
      columns={[
        {
          id: 'name',
          head: t.command,
          cell: (command) => (
            <Way href={hrefOf('commands', [command.id])}>
              <CommandName command={command} />
            </Way>
          ),
        },
        ...(withDevice
          ? [
              {
                id: 'device',
                head: t.device,
                cell: ({ device }: Command) => (
                  <Way href={hrefOf('devices', [device])}>{names.get(device) ?? device}</Way>
                ),
              },
            ]
          : []),
        { id: 'state', head: t.state, cell: (command) => <CommandState command={command} /> },
        { id: 'by', head: t.by, cell: ({ by }) => <WhoWords id={by} names={people} /> },
        { id: 'at', head: t.at, num: true, cell: ({ at }) => <When at={at} /> },
        { id: 'expires', head: t.expires, num: true, cell: ({ expiresAt }) => <When at={expiresAt} /> },
      ]}
    />
  );
}

/** The unit of an argument in the reader's language. */
export const unitIn = ({ unit, unitEn }: { unit: string; unitEn?: string | undefined }, lang: Lang): string =>
  lang === 'en' ? (unitEn ?? unit) : unit;

/** What a command is called by the device that takes it, with its arguments. */
export function CommandName({ command }: { command: Command }) {
  const lang = useLang();
  const { device, name, args } = command;
  const kinds = useAsk<{ commands: CommandKind[] }>(`${DEVICES}/${encodeURIComponent(device)}/commands`);
  const kind = kinds.value?.commands.find((one) => one.name === name);
  const words = Object.entries(args).map(([arg, value]) => {
    const known = kind?.args[arg];
    const text = known?.is === 'choice' ? (known.of.find((c) => c.value === value)?.[lang] ?? value) : value;
    const unit = known?.is === 'number' ? ` ${unitIn(known, lang)}` : '';
    return `${known?.[lang] ?? arg} ${String(text).replace('.', ',')}${unit}`;
  });
  return <>{[kind?.[lang] ?? name, ...words].join(' · ')}</>;
}
