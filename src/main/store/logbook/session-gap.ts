/** A caller that was quiet for longer begins a new session. Entra ID's cycles are 20 to 40 minutes apart, and their requests seconds. */
export const SESSION_GAP_MS = 5 * 60_000;
