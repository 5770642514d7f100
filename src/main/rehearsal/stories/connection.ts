import type { SimulatedIdp } from '#shared/contract/rehearsals.ts';
import type { Story } from './step.ts';

const ENTRA =
  'The search for a user who cannot exist is answered with 200 and an empty list. A 404 would put the job into quarantine at once.';
const OKTA = 'The list of users is answered with 200, with whole numbers in it.';

const EXPECTED: Readonly<Record<SimulatedIdp, string>> = {
  entra: ENTRA,
  'entra-scim2020': ENTRA,
  'entra-on-demand': ENTRA,
  okta: OKTA,
  'okta-catalog': OKTA,
  onelogin: 'The list of groups is answered with 200.',
  jumpcloud: 'A test user and a test group are created, joined and deleted again.',
  pingone: 'The look-up is answered with 200, though its attribute and operator are in an unusual case.',
  pingfederate: 'A user who cannot exist is answered with a clean 404.',
  google: 'The list of users is answered with 200.',
};

export const connection: Story = {
  name: 'connection',
  begins: null,
  steps: ({ idp, provider, driver }) => [
    {
      say: `${provider.name} tests the connection.`,
      expect: EXPECTED[idp],
      async run() {
        const notes = await driver.test();
        return { told: 'The connection test passed.', notes };
      },
    },
  ],
};
