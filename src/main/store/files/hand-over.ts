import SqliteDatabase from 'better-sqlite3';

/** What the admin set or brought, as against what came by SCIM. A table that is not named here begins anew with a reset. */
const SETTINGS = ['rule_setting', 'sandbox_setting', 'linked_resource', 'saved_filter', 'mapping_file'];

/**
 * Takes the settings of a sandbox, and the tokens of some owners, into a file that was just made.
 * @param owners ids of users who are in both files
 */
export function carryOver(from: string, into: string, owners: readonly string[]): void {
  const sqlite = new SqliteDatabase(into, { fileMustExist: true });
  try {
    sqlite.prepare('attach ? as old').run(from);
    sqlite.transaction(() => {
      for (const table of SETTINGS) sqlite.exec(`insert into main."${table}" select * from old."${table}"`);
      const token = sqlite.prepare('insert into main.token select * from old.token where owner_id = ?');
      for (const owner of owners) token.run(owner);
    })();
  } finally {
    sqlite.close();
  }
}

/** A copy leads a life of its own: the original's tokens and links open only the original, and its mails go out from there. */
export function cutTies(copy: string, now: string): void {
  const sqlite = new SqliteDatabase(copy, { fileMustExist: true });
  try {
    sqlite.transaction(() => {
      sqlite.exec('delete from token');
      sqlite.prepare('update invitation set died = ? where used is null and died is null').run(now);
      sqlite.exec("update mail set relay = 'off' where relay = 'waiting'");
      // What is tried in a copy reaches nobody outside until the admin says so there.
      sqlite.exec("update sandbox_setting set value = json_set(value, '$.enabled', json('false')) where name = 'mail-relay'");
    })();
  } finally {
    sqlite.close();
  }
}

/** What waited to be sent when a snapshot was taken was sent since, or given up: putting the snapshot back sends nothing. */
export function holdMails(file: string): void {
  const sqlite = new SqliteDatabase(file, { fileMustExist: true });
  try {
    sqlite.exec("update mail set relay = 'off' where relay = 'waiting'");
  } finally {
    sqlite.close();
  }
}
