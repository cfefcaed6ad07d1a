import '../ui/base.css';
import '../ui/band.css';
import './air.css';
import { startLang } from '../i18n/chosen-lang.js';
import { showPage } from '../show-page.js';
import { airPage } from './air.page.js';
import { keepAir } from './known.js';

startLang();
showPage(airPage(keepAir()));
// what is seen comes first: the line may be slow
window.addEventListener('load', () => {
  void import('../phone/offline/updates.js').then(({ keepOffline }) =>
    keepOffline('/air-worker.js', '/khong-khi').catch(() => undefined),
  );
});
