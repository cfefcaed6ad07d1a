import type { Device } from '#hub/contracts';
import { useState } from 'react';
import { go } from '../../ui/way.js';
import { askAgain } from '../data/ask.js';
import { DEVICES } from '../data/devices.js';
import { slugFor } from '../form/slug.js';
import type { Fields } from '../form/spec.js';
import { RecordFormView } from '../form/record-form.js';
import { useRecordForm } from '../form/use-record-form.js';
import { PageHead } from '../parts/page-head.js';
import { SecretDialog } from '../parts/secret-dialog.js';
import { hrefOf } from '../route/address.js';
import { useDeviceSpecs } from './use-device-specs.js';
import { useDeviceWords } from './words.js';

interface Added {
  device: Device;
  secret?: string;
}

/** A new device; what is known of it already comes in the address. */
export function DeviceAdd({ query }: { query: URLSearchParams }) {
  const t = useDeviceWords();
  const [added, setAdded] = useState<Added>();
  const known = {
    gateway: query.get('gateway') ?? '',
    address: query.get('dia-chi') ?? '',
    profile: query.get('loai') ?? '',
  };
  const back = query.get('ve');
  const leave = ({ device }: Added) => go(back?.startsWith('/admin') ? back : hrefOf('devices', [device.id]));
  const form = useRecordForm({
    specs: useDeviceSpecs(),
    record: known,
    addTo: DEVICES,
    derive: slugFor('name', 'id'),
    recordIn: (answer) => answer['device'] as Fields,
    onSaved: (answer) => {
      const made = answer as unknown as Added;
      askAgain(DEVICES);
      if (made.secret === undefined) leave(made);
      else setAdded(made);
    },
  });
  return (
    <>
      <PageHead title={t.add} back={{ href: hrefOf('devices'), words: t.title }} lead={t.addLead} />
      <RecordFormView form={form} adding />
      {added?.secret && <SecretDialog account={added.device.id} secret={added.secret} onClose={() => leave(added)} />}
    </>
  );
}
