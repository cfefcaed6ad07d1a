import './people.css';
import type { Address } from '../route/address.js';
import { PeopleList } from './people-list.js';
import { PersonAdd } from './person-add.js';
import { PersonPage } from './person-page.js';

export default function People({ address }: { address: Address }) {
  const [id, view] = address.steps;
  if (id === undefined) return <PeopleList />;
  if (id === '+') return <PersonAdd />;
  return <PersonPage key={id} id={id} view={view} />;
}
