import SqliteDatabase, { type Database as Sqlite } from 'better-sqlite3';
import { GroupCommit } from './group-commit.ts';
import { type LogStore, createLogStore } from './logbook/log-store.ts';
import { type OpenDatabase, openDatabase } from './open-database.ts';
import { type ChangeRepository, createChangeRepository } from './repositories/changes.ts';
import { type ExchangeRepository, createExchangeRepository } from './repositories/exchanges.ts';
import { type MemberRepository, createMemberRepository } from './repositories/members.ts';
import { type ResourceRepository, createResourceRepository } from './repositories/resources.ts';
import { type RightRepository, createRightRepository } from './repositories/rights.ts';
import { type RuleSettingRepository, createRuleSettingRepository } from './repositories/rule-settings.ts';
import { type RunRepository, createRunRepository } from './repositories/runs.ts';
import { type TokenRepository, createTokenRepository } from './repositories/tokens.ts';
import { type DirectoryLists, createDirectoryLists } from './repositories/directory-lists.ts';
import { type ResourceSearch, createResourceSearch } from './search/resource-search.ts';
import { QueryRunner } from './statement.ts';

/** The repositories of one sandbox, inside a transaction: who holds a `Tx` need not ask whether one is open. */
export interface Tx {
  readonly resources: ResourceRepository;
  readonly search: ResourceSearch;
  readonly lists: DirectoryLists;
  readonly members: MemberRepository;
  readonly rights: RightRepository;
  readonly tokens: TokenRepository;
  readonly exchanges: ExchangeRepository;
  readonly changes: ChangeRepository;
  readonly ruleSettings: RuleSettingRepository;
  readonly runs: RunRepository;
  readonly log: LogStore;
  /** Undoes what `work` wrote when it throws, and throws on. */
  savepoint<T>(work: () => T): T;
}

/** One sandbox file. */
export class Store {
  readonly #sqlite: Sqlite;
  readonly #tx: Tx;
  readonly #groupCommit: GroupCommit<Tx>;
  readonly #dataVersion: () => number;

  private constructor(database: OpenDatabase) {
    const { sqlite } = database;
    this.#sqlite = sqlite;
    this.#tx = createTx(database);
    this.#groupCommit = new GroupCommit(sqlite, this.#tx);
    const version = sqlite.prepare<[], number>('pragma data_version').pluck();
    this.#dataVersion = () => version.get() ?? 0;
  }

  /** @throws DatabaseError when the file cannot be used */
  static async open(file: string): Promise<Store> {
    return new Store(await openDatabase(file));
  }

  /** Runs `work` in a transaction of its own, at once. */
  write<T>(work: (tx: Tx) => T): T {
    return this.#sqlite.transaction(() => work(this.#tx)).immediate();
  }

  /** Reads one consistent state. */
  read<T>(work: (tx: Tx) => T): T {
    return this.#sqlite.transaction(() => work(this.#tx)).deferred();
  }

  /** Runs `work` together with all other work that waits at this moment, in one transaction; resolves once that is committed. */
  commit<T>(work: (tx: Tx) => T): Promise<T> {
    return this.#groupCommit.submit(work);
  }

  /** Changes when another process (the command line) has committed to this file. */
  dataVersion(): number {
    return this.#dataVersion();
  }

  /**
   * Writes the file anew without what was deleted, and from then on lets it shrink step by step. Nothing else is answered meanwhile, which
   * for a gigabyte is some seconds; so it is done when the log is emptied or first gets a limit, and never by itself.
   */
  compact(): void {
    this.#sqlite.pragma('auto_vacuum = incremental');
    this.#sqlite.exec('vacuum');
  }

  /** Gives some free pages back to the disk. A file that was never compacted keeps them for what comes. */
  shrink(pages: number): void {
    this.#sqlite.pragma(`incremental_vacuum(${pages})`);
  }

  /** Runs `work` in the first life of the file, and never again: both are one transaction, so a crash between them is none. */
  once(work: (tx: Tx) => void): void {
    this.write((tx) => {
      if (this.#sqlite.pragma('user_version', { simple: true }) !== 0) return;
      work(tx);
      this.#sqlite.pragma('user_version = 1');
    });
  }

  /**
   * Copies the file as it is at this moment, page by page, so that requests are answered meanwhile. It is read over a connection of
   * its own, in one read transaction: what is written meanwhile does not make the copy begin anew.
   */
  async copyTo(file: string): Promise<void> {
    this.#groupCommit.flush();
    this.write(() => undefined);
    const reader = new SqliteDatabase(this.#sqlite.name, { readonly: true });
    try {
      reader.exec('begin; select count(*) from sqlite_master');
      await reader.backup(file);
    } finally {
      reader.close();
    }
  }

  /** For a file that is thrown away anyhow: never waits for the disk, and tidies its log in small pieces, so that nobody waits long. */
  forgoDurability(): void {
    this.#sqlite.pragma('synchronous = OFF');
    this.#sqlite.pragma('wal_autocheckpoint = 250');
  }

  /** Commits what waits and closes the file. */
  close(): void {
    this.#groupCommit.flush();
    this.#sqlite.close();
  }
}

function createTx(database: OpenDatabase): Tx {
  const { sqlite } = database;
  const runner = new QueryRunner(sqlite);
  const begin = sqlite.prepare('savepoint work');
  const release = sqlite.prepare('release work');
  const rollback = sqlite.prepare('rollback to work');
  const log = createLogStore(database, runner);
  return {
    resources: createResourceRepository(database),
    search: createResourceSearch(database, runner),
    lists: createDirectoryLists(database, runner),
    members: createMemberRepository(database),
    rights: createRightRepository(database),
    tokens: createTokenRepository(database),
    exchanges: createExchangeRepository(database, (id) => log.index.refresh(id)),
    changes: createChangeRepository(database),
    ruleSettings: createRuleSettingRepository(database),
    runs: createRunRepository(database, runner),
    log,
    savepoint(work) {
      begin.run();
      try {
        return work();
      } catch (error) {
        rollback.run();
        throw error;
      } finally {
        release.run();
      }
    },
  };
}
