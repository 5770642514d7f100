import type { LogFileEvent } from '../format/schema.ts';
import { ImportError } from './import-error.ts';

/*
 * Entra ID's provisioning log: `GET /auditLogs/provisioning` of Microsoft Graph (resource type provisioningObjectSummary), or the JSON that
 * the portal downloads (Provisioning logs > Download). Both have the same members; names differ by case, and older ones say `action` and
 * `statusInfo` for `provisioningAction` and `provisioningStatusInfo`.
 */

type Json = Readonly<Record<string, unknown>>;

/** The entries of a file that may be such a log; null when it is none. */
export function entraEntries(file: unknown): unknown[] | null {
  const list = Array.isArray(file) ? (file as unknown[]) : isObject(file) ? member(file, 'value') : null;
  if (!Array.isArray(list)) return null;
  const [first] = list as unknown[];
  if (first === undefined) return isObject(file) && 'value' in file ? [] : null;
  if (!isObject(first)) return null;
  const known = new Set(['provisioningaction', 'provisioningsteps', 'provisioningstatusinfo', 'sourceidentity']);
  return Object.keys(first).some((name) => known.has(name.toLowerCase())) ? (list as unknown[]) : null;
}

/**
 * @returns the events, oldest first
 * @throws ImportError that names the entry
 */
export function readEntra(list: readonly unknown[]): LogFileEvent[] {
  if (list.length === 0)
    throw new ImportError('This provisioning log has no entries. Choose a longer time before you download it.');
  return list.map((entry, index) => eventOf(entry, index + 1)).toSorted((a, b) => a.at.localeCompare(b.at));
}

function eventOf(entry: unknown, number: number): LogFileEvent {
  if (!isObject(entry)) throw new ImportError(`Entry ${number} of this provisioning log is no object.`);
  const at = new Date(text(member(entry, 'activityDateTime')) ?? '');
  if (Number.isNaN(at.getTime()))
    throw new ImportError(`Entry ${number} of this provisioning log has no time (activityDateTime).`);
  const action = text(member(entry, 'provisioningAction')) ?? text(member(entry, 'action')) ?? 'Other';
  const status = object(member(entry, 'provisioningStatusInfo') ?? member(entry, 'statusInfo'));
  const [source, target] = [object(member(entry, 'sourceIdentity')), object(member(entry, 'targetIdentity'))];
  const userName = userNameOf(entry, source, target);
  const name = text(member(source, 'displayName')) ?? text(member(target, 'displayName'));
  const outcome = outcomeOf(text(member(status, 'status')));
  const error = errorOf(object(member(status, 'errorInformation')));
  return {
    kind: 'event',
    id: text(member(entry, 'id')) ?? String(number),
    at: at.toISOString(),
    durationMs: numberOrNull(member(entry, 'durationInMilliseconds')),
    idp: 'entra',
    action,
    outcome,
    sentence: sentenceOf({ action, whom: userName ?? name ?? 'somebody', outcome, error }),
    subject: { name, sourceId: text(member(source, 'id')), targetId: text(member(target, 'id')), userName },
    error,
    steps: objects(member(entry, 'provisioningSteps')).map((step) => ({
      name: text(member(step, 'name')) ?? '',
      outcome: text(member(step, 'status')) ?? '',
      text: text(member(step, 'description')),
    })),
    modified: objects(member(entry, 'modifiedProperties')).map((property) => ({
      attribute: text(member(property, 'displayName')) ?? '',
      before: text(member(property, 'oldValue')),
      after: text(member(property, 'newValue')),
    })),
    cycleId: text(member(entry, 'cycleId')),
  };
}

function userNameOf(entry: Json, source: Json, target: Json): string | null {
  const details = [object(member(target, 'details')), object(member(source, 'details'))];
  const property = objects(member(entry, 'modifiedProperties')).find((one) =>
    /^userName$/i.test(text(member(one, 'displayName')) ?? ''),
  );
  return (
    text(property === undefined ? null : member(property, 'newValue')) ??
    details.map((one) => text(member(one, 'userName')) ?? text(member(one, 'userPrincipalName'))).find((one) => one !== null) ??
    mailLike(text(member(target, 'displayName'))) ??
    mailLike(text(member(source, 'displayName')))
  );
}

const DEEDS: Readonly<Record<string, string>> = {
  create: 'created',
  update: 'updated',
  delete: 'deleted',
  disable: 'disabled',
  stageddelete: 'disabled, to be deleted later,',
  other: 'looked at',
};

function sentenceOf({
  action,
  whom,
  outcome,
  error,
}: {
  action: string;
  whom: string;
  outcome: string;
  error: LogFileEvent['error'];
}): string {
  const deed = DEEDS[action.toLowerCase()] ?? `did "${action}" to`;
  switch (outcome) {
    case 'failure':
      return `Entra ID's own log: it failed on ${whom} (${action})${error === null ? '' : `: ${error.text}`}`;
    case 'skipped':
      return `Entra ID's own log: it skipped ${whom} (${action})${error === null ? '' : `: ${error.text}`}`;
    default:
      return `Entra ID's own log: it ${deed} ${whom}`;
  }
}

function errorOf(information: Json): LogFileEvent['error'] {
  const code = text(member(information, 'errorCode'));
  const reason = text(member(information, 'reason')) ?? text(member(information, 'additionalDetails'));
  if (code === null && reason === null) return null;
  return { code, text: reason ?? code ?? '' };
}

function outcomeOf(status: string | null): LogFileEvent['outcome'] {
  const outcomes = ['success', 'failure', 'skipped', 'warning'] as const;
  return outcomes.find((one) => one === status?.toLowerCase()) ?? 'unknown';
}

function member(value: Json, name: string): unknown {
  const key = Object.keys(value).find((one) => one.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : value[key];
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function object(value: unknown): Json {
  return isObject(value) ? value : {};
}

function objects(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function mailLike(value: string | null): string | null {
  return value !== null && value.includes('@') ? value : null;
}

function numberOrNull(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
