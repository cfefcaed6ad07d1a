import { startLang } from '../i18n/chosen-lang.js';
import { keepOffline } from '../phone/offline/updates.js';
import { startSession } from '../session/session.js';
import { showPage } from '../show-page.js';
import { InstallPage } from './install.page.js';
import { HOME } from './paths.js';

startLang();
startSession();
showPage(InstallPage);
// what is seen comes first: the line may be slow
window.addEventListener('load', () => void keepOffline('/install-worker.js', HOME).catch(() => undefined));
