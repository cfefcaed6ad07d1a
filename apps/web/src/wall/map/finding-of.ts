import type { Alert, FindingSketch } from '#hub/contracts';

/** The finding that an alert is about. */
export const findingOf = (alert: Alert, findings: readonly FindingSketch[]): FindingSketch | undefined => {
  const burning = findings.filter(({ kind }) => kind === 'burning');
  return (
    burning.find(({ target }) => target === alert.target) ??
    burning.find(({ targets }) => targets.includes(alert.target))
  );
};
