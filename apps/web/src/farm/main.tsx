import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startLang } from '../i18n/chosen-lang.js';
import { keepOffline } from '../phone/offline/updates.js';
import { startSession } from '../session/session.js';
import { FarmPage } from './farm.page.js';
import { HOME } from './paths.js';

startLang();
startSession();
createRoot(document.getElementById('page')!).render(
  <StrictMode>
    <FarmPage />
  </StrictMode>,
);
// what is seen comes first: the line may be slow
window.addEventListener('load', () => void keepOffline('/farm-worker.js', HOME).catch(() => undefined));
