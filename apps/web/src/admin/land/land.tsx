import './land.css';
import type { ThingKind } from '#hub/contracts';
import { may } from '../../session/me.js';
import { useMe } from '../../session/use-me.js';
import type { Address } from '../route/address.js';
import { kindAt } from './kinds.js';
import { LandDesk } from './land-desk.js';

const FIRST: ThingKind = 'hamlet';

/** The commune's land: lists beside a map, and what is open beside both. */
export default function Land({ address }: { address: Address }) {
  const me = useMe();
  const [word, id, view] = address.steps;
  const kind = kindAt(word) ?? FIRST;
  return <LandDesk key={kind} kind={kind} id={id} view={view} writes={may(me, 'registry.write')} />;
}
