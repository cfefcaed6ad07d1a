export { createEngine, evaluate, replan } from './engine.js';
export { type Incident, type Outcome, type OutcomeKind, type OutcomeReason, type Told } from './incident.js';
export { devicesOf, JournalPage, type KeptPage } from './journal-page.js';
export {
  type Kept,
  type KeptTarget,
  keptTarget,
  type KeptWatch,
  keptWatch,
  restore,
} from './keep.js';
export { applies, gapMsOf, type Target } from './plan.js';
export { type Signs, signsOf } from './signs.js';
export { type SilentSpell, silentSpells } from './silent-spells.js';
export { allowedSilenceMs, type SilenceRule } from './silence-watch.js';
export type { Engine, TickState } from './state.js';
export { ruleFor } from './rule-for.js';
export { changedRule, faultsOf, type MadeOfRule, type RuleFault, ruleInForce } from './rule-faults.js';
export { holdsAt } from './rule-windows.js';
