import type { Gateway } from '#hub/contracts';
import { useState } from 'react';
import { go } from '../../ui/way.js';
import { askAgain } from '../data/ask.js';
import { GATEWAYS } from '../data/devices.js';
import type { Fields } from '../form/spec.js';
import { RecordFormView } from '../form/record-form.js';
import { useRecordForm } from '../form/use-record-form.js';
import { PageHead } from '../parts/page-head.js';
import { SecretDialog } from '../parts/secret-dialog.js';
import { hrefOf } from '../route/address.js';
import { useGatewaySpecs } from './use-gateway-specs.js';
import { useGatewayWords } from './words.js';

interface Added {
  gateway: Gateway;
  secret: string;
}

export function GatewayAdd() {
  const t = useGatewayWords();
  const [added, setAdded] = useState<Added>();
  const form = useRecordForm({
    specs: useGatewaySpecs(),
    record: {},
    addTo: GATEWAYS,
    recordIn: (answer) => answer['gateway'] as Fields,
    onSaved: (answer) => {
      askAgain(GATEWAYS);
      setAdded(answer as unknown as Added);
    },
  });
  return (
    <>
      <PageHead title={t.add} lead={t.addLead} back={{ href: hrefOf('gateways'), words: t.title }} />
      <RecordFormView form={form} adding />
      {added && (
        <SecretDialog
          account={added.gateway.id}
          secret={added.secret}
          onClose={() => go(hrefOf('gateways', [added.gateway.id]))}
        />
      )}
    </>
  );
}
