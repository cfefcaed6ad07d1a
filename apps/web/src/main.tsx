import './fonts.css';
import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { pageAt } from './pages.js';

const WallPage = lazy(() => import('./wall/wall.page.js'));

// a chunk that is gone means that the server has a newer build
window.addEventListener('vite:preloadError', () => window.setTimeout(() => window.location.reload(), 5000));

const page = pageAt(window.location.pathname);
if (page.redirect) window.history.replaceState(null, '', page.redirect + window.location.search);
createRoot(document.getElementById('page')!).render(
  <StrictMode>
    <Suspense fallback={null}>
      <WallPage />
    </Suspense>
  </StrictMode>,
);
