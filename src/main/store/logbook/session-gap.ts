/**
 * A caller that was quiet for longer begins a new session of the log, and a new cycle of provisioning. Within a cycle requests follow each other
 * in seconds, and Entra ID's cycles begin 20 to 40 minutes apart, so five minutes part two of them, also when one takes long. A wider gap would
 * join what an admin has just mended to what was refused before it: Okta sends at each change, Entra ID when a person is provisioned on demand.
 */
export const SESSION_GAP_MS = 5 * 60_000;
