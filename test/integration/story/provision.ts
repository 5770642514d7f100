import { playEntraCycle } from '../../support/entra-cycle.ts';

// What stands for a program that has the real identity provider provision: it is given the address and the token, as docs/pipeline.md says.
const { SCIM_URL, SCIM_TOKEN } = process.env;
if (SCIM_URL === undefined || SCIM_TOKEN === undefined) throw new Error('SCIM_URL and SCIM_TOKEN say where to, and with what.');
await playEntraCycle(SCIM_URL, SCIM_TOKEN);
