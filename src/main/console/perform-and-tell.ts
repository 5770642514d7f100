import { type Act, perform } from '../directory/act.ts';
import type { Work } from '../directory/work.ts';
import { ScimError } from '../scim/errors.ts';
import type { ResourceModel } from '../scim/model.ts';
import { ConsoleError } from './console-error.ts';
import type { ConsoleDependencies } from './console.ts';

/**
 * Does what an admin asks for in the directory, and tells the consoles what changed.
 * @throws ConsoleError where a rule refuses it
 */
export function performAndTell<T>(
  { sandbox, events, clock }: ConsoleDependencies,
  model: ResourceModel,
  act: (work: Work) => Act<T>,
): T {
  const { result, changes } = explained(() => perform(sandbox, model, clock.now().toISOString(), act));
  for (const resourceType of new Set(changes.map((change) => change.resourceType))) {
    const resourceIds = changes.filter((one) => one.resourceType === resourceType).map((one) => one.resourceId);
    events.publish({ type: 'directory.changed', resourceType, resourceIds });
  }
  // Whether a token works follows from its owner and the owner's groups.
  if (changes.length > 0) events.publish({ type: 'tokens.changed' });
  return result;
}

/** Turns refusals of the rules into console errors. */
function explained<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ScimError)) throw error;
    throw new ConsoleError(consoleCode(error.status), error.message);
  }
}

function consoleCode(status: number): 'not_found' | 'conflict' | 'invalid_input' {
  if (status === 404) return 'not_found';
  return status === 409 ? 'conflict' : 'invalid_input';
}
