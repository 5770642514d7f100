import { type Check, CheckId, type Checklist, type Waiver } from '#shared/contract/golive.ts';
import { clickPath } from '../../explain/places.ts';
import { describeRule } from '../../rules/catalogue.ts';
import type { WaiverRow } from '../../store/repositories/waivers.ts';
import type { Named } from '../../traps/facts.ts';
import { counted } from '../../traps/trap-kind.ts';
import type { GoLiveFacts } from '../facts.ts';
import { accessChecks } from './access-checks.ts';
import type { CheckKind, Seen } from './check-kind.ts';
import { lifecycleChecks } from './lifecycle-checks.ts';
import { trafficChecks } from './traffic-checks.ts';

const SHOWN = 20;

/** Every check: leaving one out that the contract names does not compile. */
export const checkKinds: { readonly [Id in CheckId]: CheckKind<Id> } = { ...trafficChecks, ...lifecycleChecks, ...accessChecks };

/** Judges the checklist by the gathered facts. Pure: the same facts and waivers give the same list. */
export function judgeChecklist(facts: GoLiveFacts, waivers: readonly WaiverRow[]): Checklist {
  const items = CheckId.options.map((id) => {
    const kind: CheckKind = checkKinds[id];
    return checkOf(
      kind,
      lookAt(kind, facts),
      facts,
      waivers.find((waiver) => waiver.check_id === id),
    );
  });
  const open = items.filter(({ state }) => isOpen(state)).length;
  return {
    sentence: sentenceOf(open, items),
    ready: open === 0,
    open,
    items,
    idp: facts.idp,
    senders: [...facts.senders],
    bounded: facts.bounded,
  };
}

/** Whether a waiver can be written for a check in this state: it is open, or was waived before for another reason. */
export function isWaivable(state: Check['state']): boolean {
  return isOpen(state) || state === 'waived';
}

/** @returns whether the check still needs work; what only the simulator did is not done */
export function isOpen(state: Check['state']): boolean {
  return state === 'open' || state === 'rehearsed';
}

/** What only the simulator has done counts as half way: it shows that the step would go well, not that it did. */
function lookAt(kind: CheckKind, facts: GoLiveFacts): Judged {
  const { simulated, ...outside } = facts;
  const real = kind.look(outside);
  if (real.state !== 'open' || real.lacking !== true || simulated === null) return real;
  const played = kind.look({ ...outside, ...simulated });
  if (played.state !== 'done') return real;
  return {
    ...real,
    ...(played.users === undefined ? {} : { users: played.users }),
    ...(played.groups === undefined ? {} : { groups: played.groups }),
    ...(played.exchangeIds === undefined ? {} : { exchangeIds: played.exchangeIds }),
    state: 'rehearsed',
    what: `Only in the rehearsal: ${played.what}`,
  };
}

/** What a check has open at this moment; a waiver covers exactly that. */
export function subjectOf(facts: GoLiveFacts, id: CheckId): string {
  return checkKinds[id].look(facts).subject ?? '';
}

function sentenceOf(open: number, items: readonly Check[]): string {
  const waived = items.filter(({ state }) => state === 'waived').length;
  const more = waived === 0 ? '' : ` ${counted(waived, 'is waived', 'are waived')}, with a written reason.`;
  const rehearsed = items.filter(({ state }) => state === 'rehearsed').length;
  const half = rehearsed === 0 ? '' : ` ${counted(rehearsed, 'of them was', 'of them were')} seen in the rehearsal only.`;
  if (open > 0) return `${open} of ${items.length} ${open === 1 ? 'is' : 'are'} still open.${half}${more}`;
  return `Nothing is open: what can be seen beforehand was seen.${more}`;
}

type Judged = Omit<Seen, 'state'> & { readonly state: Seen['state'] | 'rehearsed' };

function checkOf(kind: CheckKind, seen: Judged, facts: GoLiveFacts, row: WaiverRow | undefined): Check {
  const rule = kind.ruleId === null ? undefined : describeRule(kind.ruleId);
  const exchangeIds = [...new Set(seen.exchangeIds)].toSorted((a, b) => b - a);
  const waiver: Waiver | null = row === undefined || !isOpen(seen.state) ? null : { reason: row.reason, at: row.at };
  const holds = waiver !== null && row?.subject === (seen.subject ?? '');
  return {
    id: kind.id,
    title: kind.title,
    state: holds ? 'waived' : seen.state,
    what: seen.what,
    why: kind.why,
    next: seen.next ?? null,
    clickPath: facts.idp === null || !isOpen(seen.state) || seen.elsewhere === true ? null : clickPath(facts.idp, kind.place),
    ruleId: kind.ruleId,
    fidelity: kind.fidelity ?? rule?.fidelity ?? 'assumed',
    evidence: {
      users: shown(seen.users),
      groups: shown(seen.groups),
      exchanges: { ids: exchangeIds.slice(0, SHOWN), total: exchangeIds.length },
      mappings: [...(seen.mappings ?? [])],
    },
    waiver: holds ? waiver : null,
    lapsed: holds ? null : waiver,
  };
}

function shown(resources: readonly Named[] = []): Check['evidence']['users'] {
  return { items: resources.slice(0, SHOWN).map(({ id, name }) => ({ id, name })), total: resources.length };
}
