import './account.css';
import { useState } from 'react';
import { useLang } from '../i18n/lang.js';
import { sendJson } from '../live/rest.js';
import { Acting } from '../session/acting.js';
import { Gate } from '../session/gate.js';
import { homeOf, pagesOf } from '../session/home-of.js';
import { isBound, may } from '../session/me.js';
import { refusalWords } from '../session/refusal-words.js';
import { SecureNotice } from '../session/secure-notice.js';
import { refreshSession, signOut } from '../session/session.js';
import { useMe } from '../session/use-me.js';
import { Button, ButtonLink } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { Notice } from '../ui/notice.js';
import { Sheet } from '../ui/sheet.js';
import { say, Toasts } from '../ui/toast.js';
import { Mine } from './mine.js';
import { Password } from './password.js';
import { RolesOfMe } from './roles-of-me.js';
import { Sessions } from './sessions.js';
import { Told } from './told.js';
import { Totp } from './totp.js';
import { useMine } from './use-mine.js';
import { useStillBound } from './use-still-bound.js';
import { useWords } from './words.js';

/** One's own affairs: who this is, the language, where one is signed in, the password and the code. */
export default function AccountPage() {
  return (
    <Gate>
      <Account />
    </Gate>
  );
}

function Account() {
  const t = useWords();
  const me = useMe();
  const lang = useLang();
  const [failed, setFailed] = useState<string>();
  const [leaving, setLeaving] = useState(false);
  useStillBound(me);
  const home = homeOf(me);
  const others = pagesOf(me).filter(({ href }) => href !== home);
  const { mine, again } = useMine(me);
  // nobody does somebody else's own affairs
  const own = !me.actingBy;
  const staff = own && me.login !== undefined;
  const keepLanguage = async (language: 'vi' | 'en') => {
    if (!own || me.kind !== 'person') return;
    try {
      await sendJson('PATCH', '/api/me', { language });
      say(language === 'en' ? 'English it is' : 'Đã đổi sang tiếng Việt');
    } catch (error) {
      setFailed(refusalWords(error, lang));
    }
  };
  const leave = async () => {
    try {
      await signOut();
    } catch (error) {
      setFailed(refusalWords(error, lang));
    }
  };
  return (
    <Sheet title={me.name} band={<Acting />} onLang={(language) => void keepLanguage(language)}>
      <div className="account">
        {staff && (
          <p>
            {t.login}: <strong>{me.login}</strong>
          </p>
        )}
        <RolesOfMe nameOf={mine?.nameOf} />
        {failed && <Notice kind="warning" title={failed} />}
        {home !== '/account' && (
          <ButtonLink kind="go" iconAfter="next" wide href={home}>
            {t.toWork}
          </ButtonLink>
        )}
        {mine && <Mine mine={mine} onChanged={again} />}
        {others.length > 0 && (
          <section>
            <h2>{t.otherPages}</h2>
            <ul className="other-pages">
              {others.map(({ href, page }) => (
                <li key={href}>
                  <ButtonLink iconAfter="next" wide href={href}>
                    {t.pages[page]}
                  </ButtonLink>
                </li>
              ))}
            </ul>
          </section>
        )}
        {own && may(me, 'alerts.read') && <Told onSaved={() => say(t.toldSaved)} />}
        {own && <Sessions />}
        {staff && <Password onChanged={() => say(t.passwordChanged)} />}
        {staff && (
          <Totp
            on={me.totp}
            onChanged={(on) => {
              say(on ? t.totpIsOn : t.totpIsOff);
              void refreshSession();
            }}
          />
        )}
        <SecureNotice />
        {own && (
          <Button wide icon="leave" onClick={() => (isBound(me) ? setLeaving(true) : void leave())}>
            {t.signOut}
          </Button>
        )}
      </div>
      {leaving && (
        <Dialog
          title={t.leaveBound}
          onClose={() => setLeaving(false)}
          actions={
            <>
              <Button onClick={() => setLeaving(false)}>{t.leaveIt}</Button>
              <Button kind="danger" icon="leave" onClick={() => void leave()}>
                {t.signOut}
              </Button>
            </>
          }
        >
          <p>{t.leaveBoundWhy}</p>
          {failed && <Notice kind="warning" title={failed} />}
        </Dialog>
      )}
      <Toasts />
    </Sheet>
  );
}
