import '../ui/base.css';
import '../phone/phone.css';
import './install.css';
import { useEffect, useState } from 'react';
import { useStore } from '../live/store.js';
import { NoRight, NotReached } from '../session/gate-notes.js';
import { may } from '../session/me.js';
import { signInFrom } from '../session/return-to.js';
import { session } from '../session/session.js';
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

/**
 * Whoever is signed in is let in; where the hub cannot be asked, or the session has run out, whoever was signed in here
 * last: what is half done must not be lost because a session ends in the field.
 */
function Gate({ installer }: { installer: Installer }) {
  const state = useStore(session);
  const owner = useStore(installer.owner);
  const { ready } = useStore(installer.model.state);
  const me = state.phase === 'known' && state.me.state === 'signed-in' ? state.me : undefined;
  const allowed = !me || may(me, 'devices.install');
  const stranger = state.phase === 'known' && !me;

  useEffect(() => {
    if (me && allowed && (owner?.id !== me.id || owner.name !== me.name))
      installer.setOwner({ id: me.id, name: me.name });
  }, [me, allowed, owner, installer]);
  useEffect(() => {
    if (owner) void installer.model.open(owner.id);
  }, [owner?.id, installer]);
  useEffect(() => {
    if (!owner) return;
    installer.start();
    return () => installer.stop();
  }, [owner?.id, installer]);
  useEffect(() => {
    if (!me || !allowed) return;
    void installer.known.refresh();
    void installer.outbox.send();
  }, [me?.id, me?.session, allowed, installer]);
  useEffect(() => {
    if (!owner && stranger) window.location.replace(signInFrom(window.location));
  }, [owner, stranger]);

  if (me && !allowed) return <NoRight me={me} />;
  if (!owner && state.phase === 'unreachable') return <NotReached />;
  if (!owner || !ready || (me && me.id !== owner.id)) return null;
  return <Screens stranger={stranger} />;
}
