import { type ComponentType, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { PageBoundary } from './page-boundary.js';

export function showPage(Page: ComponentType): void {
  createRoot(document.getElementById('page')!).render(
    <StrictMode>
      <PageBoundary>
        <Page />
      </PageBoundary>
    </StrictMode>,
  );
}
