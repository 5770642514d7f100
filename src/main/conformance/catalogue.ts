import type { CheckList } from '#shared/contract/conformance.ts';
import { type Check, listOf } from './check.ts';
import { authChecks } from './checks/auth.ts';
import { concurrencyChecks } from './checks/concurrency.ts';
import { discoveryChecks } from './checks/discovery.ts';
import { entraChecks } from './checks/entra.ts';
import { entraGroupChecks } from './checks/entra-groups.ts';
import { errorChecks } from './checks/errors.ts';
import { filterChecks } from './checks/filters.ts';
import { groupChecks } from './checks/groups.ts';
import { listChecks } from './checks/lists.ts';
import { oktaChecks } from './checks/okta.ts';
import { patchChecks } from './checks/patch.ts';
import { patchMemberChecks } from './checks/patch-members.ts';
import { patchRefusalChecks } from './checks/patch-refusals.ts';
import { userChecks } from './checks/users.ts';

/** Every check, in the order in which they run and are listed. */
export const CHECKS: readonly Check[] = [
  ...discoveryChecks,
  ...authChecks,
  ...userChecks,
  ...groupChecks,
  ...filterChecks,
  ...listChecks,
  ...patchChecks,
  ...patchRefusalChecks,
  ...patchMemberChecks,
  ...errorChecks,
  ...concurrencyChecks,
  ...entraChecks,
  ...entraGroupChecks,
  ...oktaChecks,
];

/** A check was asked for that does not exist; the message names it. */
export class UnknownCheckError extends Error {
  override readonly name = 'UnknownCheckError';
}

/**
 * The checks of a list, or those named by id or by the beginning of it: `patch` means all of them.
 * @throws UnknownCheckError
 */
export function selectChecks(options: { list?: CheckList | undefined; only?: readonly string[] | undefined }): readonly Check[] {
  const { list, only } = options;
  const ofList = list === undefined ? CHECKS : CHECKS.filter((check) => listOf(check) === list);
  if (only === undefined || only.length === 0) return ofList;
  const isMeant = (name: string) => (check: Check) => check.id === name || check.id.startsWith(`${name}.`);
  const unknown = only.find((name) => !ofList.some(isMeant(name)));
  if (unknown !== undefined) {
    const groups = [...new Set(ofList.map(({ group }) => group))].join(', ');
    throw new UnknownCheckError(
      `There is no check "${unknown}" here. Name a check such as ${ofList[0]?.id ?? ''}, or a group: ${groups}.`,
    );
  }
  return ofList.filter((check) => only.some((name) => isMeant(name)(check)));
}
