import { useEffect } from 'react';
import { useLang } from '../i18n/lang.js';
import { Gate } from '../session/gate.js';
import { may } from '../session/me.js';
import { useMe } from '../session/use-me.js';
import { NoRight } from '../session/gate-notes.js';
import { go, usePath } from '../ui/way.js';
import { Desk } from './desk.js';
import { SECTIONS, sectionAt } from './sections.js';

export default function AdminPage() {
  return (
    <Gate>
      <Admin />
    </Gate>
  );
}

function Admin() {
  const me = useMe();
  const lang = useLang();
  const asked = sectionAt(usePath());
  const allowed = SECTIONS.filter((s) => may(me, s.needs));
  const first = allowed[0];
  const section = SECTIONS.find((s) => s.path === asked);
  const wrong = first !== undefined && section === undefined;
  useEffect(() => {
    if (wrong) go(`/admin/${first.path}`, { replace: true });
  }, [wrong, first]);
  if (!first || (section && !allowed.includes(section))) return <NoRight me={me} />;
  if (!section) return null;
  return (
    <Desk sections={allowed} current={section} title={section.name[lang]}>
      <section.page />
    </Desk>
  );
}
