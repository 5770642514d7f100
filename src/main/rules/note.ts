import type { AnyRuleId } from './settings.ts';

/** What a rule or a use case noticed while it did what was asked: accepted, but worth a finding. */
export interface Note {
  /** stable kebab-case kind, one of `NoteCode` in explain/codes.ts: `ignored-attribute`, `user-without-group` … */
  readonly code: string;
  readonly severity: 'forgiven' | 'warning';
  readonly ruleId: AnyRuleId | null;
  readonly attribute: string | null;
  readonly what: string;
}
