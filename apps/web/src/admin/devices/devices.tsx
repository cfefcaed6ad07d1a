import './devices.css';
import type { Address } from '../route/address.js';
import { DeviceAdd } from './device-add.js';
import { DeviceList } from './device-list.js';
import { DevicePage } from './device-page.js';

export default function Devices({ address }: { address: Address }) {
  const [id, view] = address.steps;
  if (id === undefined) return <DeviceList query={address.query} />;
  if (id === '+') return <DeviceAdd query={address.query} />;
  return <DevicePage key={id} id={id} view={view} />;
}
