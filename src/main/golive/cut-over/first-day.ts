import type { Idp } from '#shared/contract/exchanges.ts';
import type { CutOverStep } from '#shared/contract/golive.ts';
import { clickPath } from '../../explain/places.ts';
import { step } from './step.ts';

/** What to watch once it runs. What is said about an identity provider is documented by its vendor. */
export function firstDaySteps(idp: Idp | null): CutOverStep[] {
  return [...(OF_IDP[idp ?? 'unknown'] ?? []), ...OF_ALL];
}

const OF_ALL: readonly CutOverStep[] = [
  step('documented', 'Groups that come new have no rights: give each its rights in the product before people log in.'),
  step('inferred', 'Ask one provisioned person to log in before you assign the others.'),
];

const OF_IDP: Partial<Record<Idp, readonly CutOverStep[]>> = {
  entra: [
    step('documented', 'Provision one person on demand first, and look at the four steps it shows.', [
      'Provisioning',
      'Provision on demand',
    ]),
    step(
      'documented',
      'The first cycle takes longer; after it a cycle starts every 40 minutes or so. A change is not seen at once.',
    ),
    step(
      'documented',
      'Look at the provisioning logs after the first cycle. A person who fails is tried again in later cycles, at growing intervals.',
      clickPath('entra', 'log'),
    ),
    step(
      'documented',
      'Watch for quarantine: bad credentials bring it at once, too many failures later. In quarantine the job runs less and less often, and after four weeks it is disabled. Mend the cause, then restart provisioning.',
      ['Provisioning', 'Overview'],
    ),
    step('documented', 'Nested groups are not read: only direct members of an assigned group are provisioned.'),
  ],
  okta: [
    step(
      'documented',
      'People who were assigned before provisioning was on are not created by themselves. Press Provision User for them.',
      ['Assignments'],
    ),
    step('documented', 'Look at failed tasks of the application, and retry what was mended.', ['Dashboard', 'Tasks']),
    step('documented', 'An import reads all users of the product into Okta. Look at the matches before you confirm them.', [
      'Import',
      'Import Now',
    ]),
    step('documented', 'Okta disables a leaver and never deletes. Agree on who deletes accounts in the product, and when.'),
  ],
  onelogin: [
    step('documented', 'While approval is required for create, update or delete, every act waits until an admin approves it.', [
      'Provisioning',
      'Workflow',
    ]),
    step('documented', 'Look at who is pending or failed.', clickPath('onelogin', 'log')),
  ],
};
