import type { Finding, Fidelity } from '#shared/contract/findings.ts';
import type { Forgiven } from '../dialect/forgiven.ts';
import { describeRule } from '../rules/catalogue.ts';
import type { Note } from '../rules/note.ts';
import type { ScimError } from '../scim/errors.ts';
import type { ErrorCode } from './codes.ts';
import { errorTexts } from './error-texts.ts';
import type { ExchangeFacts } from './facts.ts';
import { forgivenTexts, otherForgivenText } from './forgiven-texts.ts';
import { noteTexts, otherNoteText } from './note-texts.ts';
import { clickPath } from './places.ts';
import type { Place } from './places.ts';

const noFindings: Finding[] = [];

/** One finding for the error, each note and each thing forgiven, the gravest first. */
export function findingsOf(facts: ExchangeFacts, errorCode: ErrorCode | null): Finding[] {
  const { error, notes, forgiven } = facts;
  if (error === null && notes.length === 0 && forgiven.length === 0) return noFindings;
  const findings: Finding[] = [];
  if (error !== null && errorCode !== null) findings.push(ofError(facts, error, errorCode));
  for (const note of notes) findings.push(ofNote(facts, note));
  for (const one of forgiven) if (!isRefused(one, error)) findings.push(ofForgiven(facts, one));
  return findings.toSorted((a, b) => gravity[a.severity] - gravity[b.severity]);
}

/** What the dialect step let through and the core refused was not accepted after all. */
function isRefused({ code, attribute }: Forgiven, error: ScimError | null): boolean {
  return code === 'read-only-in-patch' && error?.scimType === 'mutability' && error.attribute === attribute;
}

const gravity = { refused: 0, warning: 1, forgiven: 2 } as const;

/** What was wrong, in a few words, for the sentence of a refused exchange. */
export function reasonOf(error: ScimError, code: ErrorCode): string {
  const { reason } = errorTexts[code];
  return reason === null || (reason.includes('{attribute}') && error.attribute === undefined)
    ? withoutFullStop(error.message)
    : fillIn(reason, error.attribute);
}

function ofError(facts: ExchangeFacts, error: ScimError, code: ErrorCode): Finding {
  if (isOnPurpose(facts)) return ofPurpose(facts.refusedOnPurpose, error, code);
  const text = errorTexts[code];
  const { ruleId, fidelity, label } = ruleOf(error.ruleId ?? text.ruleId);
  return {
    code,
    // Nobody was refused for what was sent.
    severity: code === 'drill' ? 'warning' : 'refused',
    attribute: error.attribute ?? null,
    ruleId,
    fidelity,
    what: error.message,
    why: `${text.why}${label}`,
    fix: fillIn(text.fix, error.attribute),
    clickPath: pathTo(facts, text.place),
  };
}

/** The refusal is what a rehearsal is after. */
export function isOnPurpose<T extends ExchangeFacts>(facts: T): facts is T & { readonly refusedOnPurpose: string } {
  return facts.error !== null && typeof facts.refusedOnPurpose === 'string';
}

function ofPurpose(step: string, error: ScimError, code: ErrorCode): Finding {
  const { ruleId, fidelity } = ruleOf(error.ruleId ?? errorTexts[code].ruleId);
  return {
    code: 'refused-on-purpose',
    severity: 'forgiven',
    attribute: null,
    ruleId,
    fidelity,
    what: `This was refused on purpose. ${error.message}`,
    why: `A rehearsal sent a token that nobody has, to see that it is refused and what the identity provider makes of that. Its step: “${step}”`,
    fix: 'Nothing: the refusal is what the step expects.',
    clickPath: null,
  };
}

function ofNote(facts: ExchangeFacts, note: Note): Finding {
  const text = lookUp(noteTexts, note.code) ?? otherNoteText;
  return accepted(facts, note, text, note.severity);
}

function ofForgiven(facts: ExchangeFacts, forgiven: Forgiven): Finding {
  const text = lookUp(forgivenTexts, forgiven.code) ?? otherForgivenText;
  return accepted(facts, forgiven, text, text.severity ?? 'forgiven');
}

function accepted(
  facts: ExchangeFacts,
  noticed: Note | Forgiven,
  text: { readonly why: string; readonly fix: string; readonly place: Place | null },
  severity: Finding['severity'],
): Finding {
  const { ruleId, fidelity, label } = ruleOf(noticed.ruleId);
  return {
    code: noticed.code,
    severity,
    attribute: noticed.attribute,
    ruleId,
    fidelity,
    what: sentence(noticed.what),
    why: `${text.why}${label}`,
    fix: fillIn(text.fix, noticed.attribute ?? undefined),
    clickPath: pathTo(facts, text.place),
  };
}

/** A text about a user's mapping, or what users are matched by, leads to the group's mapping where the exchange is about a group. */
function pathTo(facts: ExchangeFacts, place: Place | null): string[] | null {
  const isOfGroups = facts.resourceType === 'Group' && (place === 'user-mapping' || place === 'matching');
  return clickPath(facts.caller.idp, isOfGroups ? 'group-mapping' : place);
}

/** The rule that a finding rests on, and how it is named behind its reason. */
export function ruleOf(id: string | null): { ruleId: string | null; fidelity: Fidelity; label: string } {
  const rule = id === null ? undefined : describeRule(id);
  if (rule === undefined) return { ruleId: null, fidelity: 'rfc', label: '' };
  const basis = rule.fidelity === 'rfc' ? 'left open by the RFC' : rule.fidelity;
  return { ruleId: rule.id, fidelity: rule.fidelity, label: ` Rule: "${rule.title}" (${basis}).` };
}

function lookUp<T>(texts: Readonly<Record<string, T>>, code: string): T | undefined {
  return Object.hasOwn(texts, code) ? texts[code] : undefined;
}

function fillIn(text: string, attribute: string | undefined): string {
  // A function as replacement: `$&` inside a hostile attribute name must stay what it is.
  return text.replaceAll('{attribute}', () => attribute ?? 'the attribute');
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function withoutFullStop(message: string): string {
  return message.replace(/\.$/, '');
}
