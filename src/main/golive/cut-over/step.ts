import type { Fidelity } from '#shared/contract/findings.ts';
import type { CutOverStep } from '#shared/contract/golive.ts';

/** One step of the sheet. */
export function step(
  fidelity: Fidelity,
  what: string,
  clickPath: readonly string[] | null = null,
  fields: CutOverStep['fields'] = [],
): CutOverStep {
  return { what, fidelity, clickPath: clickPath === null ? null : [...clickPath], fields };
}
