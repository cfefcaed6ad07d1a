import { type ComponentType, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

export function showPage(Page: ComponentType): void {
  createRoot(document.getElementById('page')!).render(
    <StrictMode>
      <Page />
    </StrictMode>,
  );
}
