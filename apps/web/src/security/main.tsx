import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startLang } from '../i18n/chosen-lang.js';
import { keepOffline } from '../phone/offline/updates.js';
import { startSession } from '../session/session.js';
import { HOME } from './paths.js';
import { PUSH_WORKER } from './push/push.js';
import { SecurityPage } from './security.page.js';

startLang();
startSession();
createRoot(document.getElementById('page')!).render(
  <StrictMode>
    <SecurityPage />
  </StrictMode>,
);
// what is seen comes first: the line may be slow
window.addEventListener('load', () => void keepOffline(PUSH_WORKER, HOME).catch(() => undefined));
