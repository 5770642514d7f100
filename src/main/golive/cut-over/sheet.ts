import type { Idp } from '#shared/contract/exchanges.ts';
import type { CutOverSection, CutOverSheet, Region } from '#shared/contract/golive.ts';
import type { CompiledProfile } from '../../profile/compile.ts';
import { REQUIRED_RIGHTS, RIGHT_LABELS } from '../../token/rights.ts';
import { firstDaySteps } from './first-day.ts';
import { idpSteps } from './idp-steps.ts';
import { step } from './step.ts';

/** Rule 1. The customer's system is found from the token, not from the address. */
const PRODUCTION: Readonly<Record<Region, string>> = {
  us: 'https://api.us.meisterplan.com/scim/v2',
  eu: 'https://api.eu.meisterplan.com/scim/v2',
};

/**
 * What to do on the day of the cut-over, and how sure each step is. This program does none of it.
 * @param idp whose menus the steps name; null for general words
 */
export function cutOverSheet(profile: CompiledProfile, idp: Idp | null, region: Region): CutOverSheet {
  const tenantUrl = PRODUCTION[region];
  return {
    region,
    tenantUrl,
    idp,
    sections: [
      { id: 'prepare', title: 'Before', steps: PREPARE },
      { id: 'product', title: 'In the product', steps: PRODUCT },
      { id: 'idp', title: 'In the identity provider', steps: idpSteps(profile, idp, tenantUrl) },
      { id: 'first-day', title: 'On the first day', steps: firstDaySteps(idp) },
      { id: 'back', title: 'How to go back', steps: backSteps(idp) },
    ],
  };
}

const PREPARE: CutOverSection['steps'] = [
  step('documented', 'Find out whether your system is hosted in the US or the EU: the tenant URL depends on it.'),
  step(
    'documented',
    'The vendor suggests to test in a sandbox environment first, and to have a user group in the identity provider of exactly those who are to be provisioned.',
  ),
  step('documented', 'Assign these users to the application in the identity provider.'),
];

/** Step 2 of the vendor's article on auto-provisioning, and its article on API tokens. */
const PRODUCT: CutOverSection['steps'] = [
  step(
    'documented',
    `Make a user group with the rights ${REQUIRED_RIGHTS.map((right) => `"${RIGHT_LABELS[right]}"`).join(' and ')}, and no other.`,
  ),
  step('documented', 'Make a user for provisioning alone, and put it into this group only.'),
  step(
    'documented',
    'Log in as this user and create an API token in its profile. It is shown once: put it where you keep secrets.',
  ),
  step('inferred', 'Keep this user out of the scope of the identity provider, or the provisioning can disable its own token.'),
  step(
    'documented',
    'Deleting the token in the profile revokes it. One user may have 25 tokens; that one expires is not documented.',
  ),
];

const STOPS: Partial<Record<Idp, readonly [string, readonly string[]]>> = {
  entra: ['Pause provisioning: nothing is sent while it is paused.', ['Provisioning', 'Overview', 'Pause provisioning']],
  okta: [
    'Take the ticks off Create Users, Update User Attributes and Deactivate Users, and save.',
    ['Provisioning', 'To App', 'Edit'],
  ],
  onelogin: ['Take the tick off Enable provisioning, and save.', ['Provisioning', 'Workflow']],
};

function backSteps(idp: Idp | null): CutOverSection['steps'] {
  const [what, path] = STOPS[idp ?? 'unknown'] ?? ['Stop the provisioning in the identity provider first.', null];
  return [
    step('assumed', what, path),
    step('documented', 'Delete the API token in the profile of the provisioning user: it is revoked by that.'),
    step(
      'assumed',
      'Stopping undoes nothing: who was created, changed or disabled stays so. Export the user list before the cut-over, so that you can compare.',
    ),
    step('documented', 'Do not unassign everybody to go back: a user who is removed from the identity provider is deleted.'),
  ];
}
