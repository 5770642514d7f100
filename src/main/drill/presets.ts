import { DrillPlan, type DrillPreset } from '#shared/contract/drills.ts';

/** Faults that every provisioning meets sooner or later, ready to be rehearsed. */
export const DRILL_PRESETS: readonly DrillPreset[] = [
  {
    id: 'monday-morning',
    meaning:
      'More than 300 requests a minute are answered 429 with Retry-After until the minute is over. That is the figure of the vendor’s sister API (assumed for this one).',
    plan: DrillPlan.parse({
      name: 'Monday morning: 300 requests a minute',
      effect: { kind: 'rate', perMinute: 300 },
      endsAfterMinutes: 30,
    }),
  },
  {
    id: 'outage',
    meaning: 'Everything is answered 503 with Retry-After. Does the identity provider come back by itself, and does it catch up?',
    plan: DrillPlan.parse({
      name: 'Outage of 10 minutes',
      effect: { kind: 'status', status: 503, retryAfterSeconds: 60 },
      endsAfterMinutes: 10,
    }),
  },
  {
    id: 'storm-429',
    meaning:
      'Every other request is answered 429 with Retry-After: 5, two hundred times. Okta waits as long as it is told; Entra ID tries again in the next cycle.',
    plan: DrillPlan.parse({
      name: '429 storm',
      effect: { kind: 'status', status: 429, retryAfterSeconds: 5 },
      share: 50,
      endsAfterRequests: 200,
    }),
  },
  {
    id: 'slow-target',
    meaning: 'Each answer is held back for 5 seconds. Okta closes the connection after 60.',
    plan: DrillPlan.parse({ name: 'Slow target', effect: { kind: 'delay', milliseconds: 5000 } }),
  },
  {
    id: 'token-revoked',
    meaning:
      'Twenty requests pass, then every one is answered 401, as if the token had been deleted. Entra ID goes into quarantine at once. The token itself stays as it is.',
    plan: DrillPlan.parse({
      name: 'Token revoked in the middle',
      effect: { kind: 'status', status: 401, retryAfterSeconds: null },
      skip: 20,
    }),
  },
  {
    id: 'lost-answers',
    meaning:
      'Every fifth write is done, and its answer never arrives. Does the identity provider notice that the user is there already?',
    plan: DrillPlan.parse({
      name: 'Lost answers',
      effect: { kind: 'drop' },
      methods: ['POST', 'PUT', 'PATCH', 'DELETE'],
      share: 20,
    }),
  },
  {
    id: 'half-answers',
    meaning: 'Of every fourth answer only the first half arrives.',
    plan: DrillPlan.parse({ name: 'Half answers', effect: { kind: 'truncate' }, share: 25 }),
  },
];
