import type { GoLiveFacts } from '#main/golive/facts.ts';

/** Nothing has happened yet. */
export const nothing: GoLiveFacts = {
  idp: null,
  senders: [],
  testIds: [],
  answeredIds: [],
  required: {
    users: 0,
    attributes: [
      { path: 'userName', covered: 0 },
      { path: 'emails[type eq "work"].value', covered: 0 },
    ],
  },
  acts: { created: [], updated: [], disabled: [], enabled: [], deleted: [] },
  groups: [],
  cycle: null,
  traps: [],
  owners: [],
  singleSignOn: 'unanswered',
  activeUsers: { total: 0, cannotLogIn: [] },
  rules: [],
  counts: { exchanges: 0, refused: 0, users: 0, provisionedUsers: 0, groups: 0 },
  simulated: null,
  bounded: false,
};

const anna = { exchangeId: 2, resource: { id: 'a', name: 'anna@contoso.example' } };

/** All that there is to see was seen. */
export const everything: GoLiveFacts = {
  ...nothing,
  idp: 'entra',
  senders: [
    {
      idp: 'entra',
      clients: ['Entra ID, default dialect'],
      exchanges: 9,
      first: '2026-11-24T10:00:00Z',
      last: '2026-11-24T10:05:00Z',
    },
  ],
  testIds: [1],
  answeredIds: [2, 1],
  required: {
    users: 1,
    attributes: [
      { path: 'userName', covered: 1 },
      { path: 'emails[type eq "work"].value', covered: 1 },
    ],
  },
  acts: { created: [anna], updated: [anna], disabled: [anna], enabled: [anna], deleted: [anna] },
  groups: [{ id: 'g', name: 'Planners', members: 1, hasRights: true }],
  cycle: { from: '2026-11-24T10:00:00Z', to: '2026-11-24T10:05:00Z', exchanges: 9, refusedIds: [] },
  owners: [{ id: 's', name: 'service@sandbox.example', rights: ['access-apis', 'manage-users'], used: true }],
  singleSignOn: 'on',
  activeUsers: { total: 1, cannotLogIn: [] },
};
