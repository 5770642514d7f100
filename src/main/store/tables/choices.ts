/* What the admin has set, and the files that were read in. */

export interface RuleSettingTable {
  id: string;
  value: string;
}

/** What the admin set for this sandbox beside the rules; `value` is JSON. */
export interface SandboxSettingTable {
  name: string;
  value: string;
}

/** The mapping that the admin gave last: one row at most. The text as it is, or a zstd frame (BLOB) when large. */
export interface MappingFileTable {
  id: number;
  name: string;
  kind: 'file' | 'ticked';
  content: string | Uint8Array;
  bytes: number;
  imported: string;
}

/** A check of the go-live list that may stay open, and why. */
export interface WaiverTable {
  check_id: string;
  reason: string;
  at: string;
  /** what was open then, so that the waiver does not cover what came later; empty: whatever it is */
  subject: string;
}

/** The users of the real system, as imported, to compare the scope with: one row at most. */
export interface UserListTable {
  id: number;
  name: string;
  imported: string;
  count: number;
  /** JSON, as text or a zstd frame */
  users: string | Uint8Array;
}
