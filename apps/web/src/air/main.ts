import '../ui/base.css';
import '../ui/band.css';
import './air.css';
import { startLang } from '../i18n/chosen-lang.js';
import { showPage } from '../show-page.js';
import { airPage } from './air.page.js';
import { keepAir } from './known.js';

startLang();
showPage(airPage(keepAir()));
// what is seen comes first: the line may be slow; and a browser may refuse to keep anything
window.addEventListener('load', () => {
  const worker = 'serviceWorker' in navigator ? navigator.serviceWorker : undefined;
  worker?.register('/air-worker.js', { scope: '/khong-khi', updateViaCache: 'none' }).catch(() => undefined);
});
