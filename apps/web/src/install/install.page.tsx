import '../ui/base.css';
import '../phone/phone.css';
import './install.css';
import { useEffect, useState } from 'react';
import { useStore } from '../live/store.js';
import { useHolder } from '../phone/holder.js';
import { may, type SignedIn } from '../session/me.js';
import { type Installer, InstallerContext, openInstaller } from './installer.js';
import { Screens } from './screens.js';

/** The installer's page. It opens at once with what the phone keeps, and asks the hub meanwhile. */
export function InstallPage() {
  const [installer, setInstaller] = useState<Installer>();
  useEffect(() => {
    void openInstaller().then(setInstaller);
  }, []);
  if (!installer) return null;
  return (
    <InstallerContext value={installer}>
      <Gate installer={installer} />
    </InstallerContext>
  );
}

const allows = (me: SignedIn) => may(me, 'devices.install');

function Gate({ installer }: { installer: Installer }) {
  const { me, owner, stranger, instead } = useHolder(installer.owner, installer.setOwner, allows);
  const { ready } = useStore(installer.model.state);
  useEffect(() => {
    if (owner) void installer.model.open(owner.id);
  }, [owner?.id, installer]);
  useEffect(() => {
    if (!owner) return;
    installer.start();
    return () => installer.stop();
  }, [owner?.id, installer]);
  useEffect(() => {
    if (!me) return;
    void installer.known.refresh();
    void installer.outbox.send();
  }, [me?.id, me?.session, installer]);
  if (instead) return instead.is;
  return ready ? <Screens stranger={stranger} /> : null;
}
