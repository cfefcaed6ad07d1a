import type { Command } from './command.js';
import { addDevice, listDevices, newDeviceSecret, retireDevice } from './device.commands.js';
import { addGateway, listGateways, newGatewaySecret, removeGateway } from './gateway.commands.js';
import { setCommune } from './commune.commands.js';
import { addPerson, linkPerson, listPeople, verifyAudit } from './people.commands.js';

export const COMMANDS: Readonly<Record<string, Command>> = {
  'device add': addDevice,
  'device list': listDevices,
  'device secret': newDeviceSecret,
  'device retire': retireDevice,
  'gateway add': addGateway,
  'gateway list': listGateways,
  'gateway secret': newGatewaySecret,
  'gateway remove': removeGateway,
  'commune set': setCommune,
  'person add': addPerson,
  'person list': listPeople,
  'person link': linkPerson,
  'audit verify': verifyAudit,
};

export function usage(): string {
  const lines = Object.entries(COMMANDS).map(
    ([name, { takes, does }]) => `  ${`${name} ${takes}`.trim()}\n      ${does}`,
  );
  return `npm run hub -- <lệnh / command>\n\n${lines.join('\n')}`;
}
