import { InvalidArgumentError } from 'commander';
import { type Check, CheckId, WaiverReason } from '#shared/contract/golive.ts';
import { isWaivable, subjectOf } from '../golive/checklist/judge.ts';
import type { Readiness } from '../golive/readiness.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';

/** What `--waive` was given: the check and the reason why it may stay open. */
export type Waivers = ReadonlyMap<CheckId, string>;

/** Adds one `--waive id=reason` to those before it. @throws InvalidArgumentError that says what is expected */
export function parseWaiver(text: string, before: Waivers = new Map()): Waivers {
  const [name = '', ...rest] = text.split('=');
  const id = CheckId.safeParse(name.trim());
  if (!id.success) {
    throw new InvalidArgumentError(`There is no check "${name.trim()}". The checks: ${CheckId.options.join(', ')}.`);
  }
  const reason = WaiverReason.safeParse(rest.join('='));
  if (!reason.success) {
    throw new InvalidArgumentError(
      `Write the reason as ${id.data}=REASON, with 10 to 1,000 characters: it stands in the report for whoever decides.`,
    );
  }
  if (before.has(id.data)) throw new InvalidArgumentError(`"${id.data}" is waived twice. One reason is enough.`);
  return new Map([...before, [id.data, reason.data]]);
}

/**
 * Writes the waivers into the sandbox, as the console does: each for what is open now. One that has lapsed is not renewed for the same
 * reason, so that a pipeline does not wave through what came later.
 * @returns a sentence for each that was not written
 */
export function waive(sandbox: Sandbox, { checklist, facts }: Readiness, waivers: Waivers, now: string): string[] {
  const refusals: string[] = [];
  sandbox.store.write((tx) => {
    for (const [id, reason] of waivers) {
      const check = checklist.items.find((item) => item.id === id);
      const isWrittenAlready = check?.waiver?.reason === reason;
      if (isWrittenAlready) continue;
      const refusal = refusalOf(check, id, reason);
      if (refusal === null) tx.waivers.put({ check_id: id, reason, at: now, subject: subjectOf(facts, id) });
      else refusals.push(refusal);
    }
  });
  return refusals;
}

/** @returns why a check cannot be waived for this reason; null when it can */
function refusalOf(check: Check | undefined, id: CheckId, reason: string): string | null {
  if (check === undefined || !isWaivable(check.state)) {
    return `Nothing to waive: "${check?.title ?? id}" is not open. Leave out --waive ${id}.`;
  }
  if (check.lapsed?.reason === reason) {
    return `Not waived again: at "${check.title}" something else is open now than when this reason was written. Look at it; then write a reason for what is open now.`;
  }
  return null;
}
