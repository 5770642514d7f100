import SqliteDatabase, { type Database as Sqlite } from 'better-sqlite3';
import { rmSync, writeFileSync } from 'node:fs';
import { GroupCommit } from './commit/group-commit.ts';
import { LongTransaction, wantedFileOf } from './commit/long-transaction.ts';
import type { Logger } from '../service/ports.ts';
import { type LogStore, createLogStore } from './logbook/log-store.ts';
import { BUSY_TIMEOUT_MS, type OpenDatabase, openDatabase } from './open-database.ts';
import { type AccountRepository, createAccountRepository } from './repositories/accounts.ts';
import { type ChangeRepository, createChangeRepository } from './repositories/changes.ts';
import { type DeletedResources, createDeletedResources } from './repositories/deleted-resources.ts';
import { type ExchangeRepository, createExchangeRepository } from './repositories/exchanges.ts';
import { type LinkedResourceRepository, createLinkedResourceRepository } from './repositories/linked-resources.ts';
import { type GoLiveEvidence, createGoLiveEvidence } from './repositories/go-live-evidence.ts';
import { type InvitationRepository, createInvitationRepository } from './repositories/invitations.ts';
import { type MappingFileRepository, createMappingFileRepository } from './repositories/mapping-files.ts';
import { type MailRepository, createMailRepository } from './repositories/mails.ts';
import { type MemberRepository, createMemberRepository } from './repositories/members.ts';
import { type OwnTrafficRepository, createOwnTraffic } from './repositories/own-traffic.ts';
import { type RehearsalRepository, createRehearsalRepository } from './repositories/rehearsals.ts';
import { type ResourceRepository, createResourceRepository } from './repositories/resources.ts';
import { type RightRepository, createRightRepository } from './repositories/rights.ts';
import { type RuleSettingRepository, createRuleSettingRepository } from './repositories/rule-settings.ts';
import { type RunRepository, createRunRepository } from './repositories/runs.ts';
import { type SandboxSettingRepository, createSandboxSettingRepository } from './repositories/sandbox-settings.ts';
import { type TokenRepository, createTokenRepository } from './repositories/tokens.ts';
import { type TrapEvidence, createTrapEvidence } from './repositories/trap-evidence.ts';
import { type UndoRepository, createUndoRepository } from './repositories/undos.ts';
import { type UserListRepository, createUserListRepository } from './repositories/user-lists.ts';
import { type WaiverRepository, createWaiverRepository } from './repositories/waivers.ts';
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
  readonly undos: UndoRepository;
  readonly deleted: DeletedResources;
  readonly ruleSettings: RuleSettingRepository;
  readonly trapEvidence: TrapEvidence;
  readonly goLiveEvidence: GoLiveEvidence;
  readonly ownTraffic: OwnTrafficRepository;
  readonly waivers: WaiverRepository;
  readonly userLists: UserListRepository;
  readonly linkedResources: LinkedResourceRepository;
  readonly accounts: AccountRepository;
  readonly invitations: InvitationRepository;
  readonly sandboxSettings: SandboxSettingRepository;
  readonly mappingFiles: MappingFileRepository;
  readonly mails: MailRepository;
  readonly runs: RunRepository;
  readonly log: LogStore;
  readonly rehearsals: RehearsalRepository;
  /** Undoes what `work` wrote when it throws, and throws on. */
  savepoint<T>(work: () => T): T;
}

/** One sandbox file. */
export class Store {
  readonly #sqlite: Sqlite;
  readonly #file: string;
  readonly #tx: Tx;
  readonly #long: LongTransaction;
  readonly #groupCommit: GroupCommit<Tx>;
  readonly #dataVersion: () => number;
  /** asked once in each long transaction: nobody else commits meanwhile */
  #known: { readonly opening: number; readonly version: number } | null = null;

  private constructor(database: OpenDatabase, file: string, logger: Pick<Logger, 'error'>) {
    const { sqlite } = database;
    this.#sqlite = sqlite;
    this.#file = file;
    this.#long = new LongTransaction(sqlite, file, (error) => {
      logger.error(`${file} could not be written; what was answered is kept beside it, and it is tried again`, error);
    });
    this.#tx = createTx(database, this.#long);
    this.#groupCommit = new GroupCommit(this.#tx, this.#long);
    const version = sqlite.prepare<[], number>('pragma data_version').pluck();
    this.#dataVersion = () => version.get() ?? 0;
  }

  /** @throws DatabaseError when the file cannot be used */
  static async open(file: string, logger: Pick<Logger, 'error'> = console): Promise<Store> {
    return new Store(await openDatabase(file), file, logger);
  }

  /**
   * Runs `work` in a transaction of its own, at once.
   * @throws what `work` throws, and when the file cannot be written
   */
  write<T>(work: (tx: Tx) => T): T {
    this.#long.settle();
    const transaction = this.#sqlite.transaction(() => work(this.#tx));
    return this.#whenFree(() => transaction.immediate());
  }

  /** Reads one consistent state. */
  read<T>(work: (tx: Tx) => T): T {
    if (this.#long.isReadable()) return work(this.#tx);
    this.#long.settle();
    return this.#sqlite.transaction(() => work(this.#tx)).deferred();
  }

  /** Runs `work` together with all other work that waits at this moment; resolves once it is durable. */
  commit<T>(work: (tx: Tx) => T): Promise<T> {
    return this.#groupCommit.submit(work);
  }

  /** Changes when another process (the command line) has committed to this file. */
  dataVersion(): number {
    if (!this.#long.isOpen) return this.#dataVersion();
    if (this.#known?.opening !== this.#long.openings) {
      this.#known = { opening: this.#long.openings, version: this.#dataVersion() };
    }
    return this.#known.version;
  }

  /**
   * Writes the file anew without what was deleted, and from then on lets it shrink step by step. Nothing else is answered meanwhile, which
   * for a gigabyte is some seconds; so it is done when the log is emptied or first gets a limit, and never by itself.
   */
  compact(): void {
    this.#long.settle();
    this.#sqlite.pragma('auto_vacuum = incremental');
    this.#sqlite.exec('vacuum');
    // The new file is still in the write-ahead log; only a checkpoint gives the room back.
    this.#sqlite.pragma('wal_checkpoint(truncate)');
  }

  /** Gives some free pages back to the disk. A file that was never compacted keeps them for what comes. */
  shrink(pages: number): void {
    this.#long.settle();
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
    this.#long.settle();
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
    try {
      this.#long.close();
    } finally {
      this.#sqlite.close();
    }
  }

  /** A busy host lets go of the file for moments only, often when it sees the sign of one who waits: so it is asked again and again. */
  #whenFree<T>(transaction: () => T): T {
    const sign = wantedFileOf(this.#file);
    const deadline = performance.now() + BUSY_TIMEOUT_MS;
    this.#sqlite.pragma('busy_timeout = 0');
    try {
      for (;;) {
        try {
          return transaction();
        } catch (error) {
          if (!isBusy(error) || performance.now() > deadline) throw error;
        }
        writeFileSync(sign, '');
        Atomics.wait(pause, 0, 0, ASK_AGAIN_MS);
      }
    } finally {
      this.#sqlite.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
      rmSync(sign, { force: true });
    }
  }
}

const ASK_AGAIN_MS = 2;
/** Nobody ever wakes it: waiting on it is sleeping, in a function that must not return before it is done. */
const pause = new Int32Array(new SharedArrayBuffer(4));

function isBusy(error: unknown): boolean {
  return error instanceof SqliteDatabase.SqliteError && error.code.startsWith('SQLITE_BUSY');
}

function createTx(database: OpenDatabase, long: LongTransaction): Tx {
  const { sqlite } = database;
  const runner = new QueryRunner(sqlite);
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
    undos: createUndoRepository(database),
    deleted: createDeletedResources(database, runner),
    ruleSettings: createRuleSettingRepository(database),
    trapEvidence: createTrapEvidence(database),
    goLiveEvidence: createGoLiveEvidence(database),
    ownTraffic: createOwnTraffic(database, runner),
    waivers: createWaiverRepository(database),
    userLists: createUserListRepository(database),
    linkedResources: createLinkedResourceRepository(database, runner),
    accounts: createAccountRepository(database),
    invitations: createInvitationRepository(database),
    sandboxSettings: createSandboxSettingRepository(database),
    mappingFiles: createMappingFileRepository(database),
    mails: createMailRepository(database, runner),
    runs: createRunRepository(database, runner),
    log,
    rehearsals: createRehearsalRepository(database, runner),
    savepoint: (work) => long.attempt(work),
  };
}
