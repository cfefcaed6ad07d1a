import { GROUP, STREAM } from '#hub/contracts';
import type { EventLog } from '#hub/event-log';
import type { DeviceDirectory } from '#hub/registry';
import type { LiveBoard } from '../live/live-board.js';
import type { CommandsDeps } from './commands.service.js';

/** The present as the wall shows it is what commands are held against. */
export const knownOf = (
  log: Pick<EventLog, 'status'>,
  directory: DeviceDirectory,
  board: LiveBoard,
): Pick<CommandsDeps, 'known' | 'receiptsRead'> => ({
  known: {
    value: (device, metric) => board.latest.of(device)?.[metric],
    presence: (device) => board.presenceOf(device),
    nameOf: (device) => directory.device(device)?.name ?? device,
  },
  receiptsRead: () => (log.status().streams[STREAM.receipts]?.groups[GROUP.commands]?.behind ?? 0) === 0,
});
