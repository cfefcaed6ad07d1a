import { startLang } from '../i18n/chosen-lang.js';
import { keepOffline } from '../phone/offline/updates.js';
import { startSession } from '../session/session.js';
import { showPage } from '../show-page.js';
import { HOME } from './paths.js';
import { PUSH_WORKER } from './push/push.js';
import { SecurityPage } from './security.page.js';

startLang();
startSession();
showPage(SecurityPage);
// what is seen comes first: the line may be slow
window.addEventListener('load', () => void keepOffline(PUSH_WORKER, HOME).catch(() => undefined));
