import type { Address } from '../route/address.js';
import { GatewayAdd } from './gateway-add.js';
import { GatewayList } from './gateway-list.js';
import { GatewayPage } from './gateway-page.js';

export default function Gateways({ address }: { address: Address }) {
  const [id, view] = address.steps;
  if (id === undefined) return <GatewayList />;
  if (id === '+') return <GatewayAdd />;
  return <GatewayPage key={id} id={id} view={view} />;
}
