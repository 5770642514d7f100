import { join } from 'node:path';
import type { AccountSettings } from '#shared/contract/accounts.ts';
import type { CompiledProfile } from '../profile/compile.ts';
import { resolveSettings } from '../rules/presets.ts';
import { isRuleId, isRuleValue } from '../rules/catalogue.ts';
import type { RuleSettings } from '../rules/settings.ts';
import type { Logger } from '../service/ports.ts';
import { Store, type Tx } from '../store/store.ts';
import { readAccountSettings, writeAccountSettings } from './account-settings.ts';
import { seedSandbox } from './seed.ts';

export interface SandboxToOpen {
  /** the data folder */
  readonly folder: string;
  readonly name: string;
  readonly profile: CompiledProfile;
  /** ISO 8601, UTC */
  readonly now: string;
  /** hears of answered requests that could not be written, because nobody waits for that any more */
  readonly logger: Pick<Logger, 'error'>;
}

/** One isolated sandbox: a file with resources, tokens, log and rule settings, under one profile. */
export class Sandbox {
  readonly name: string;
  readonly store: Store;
  readonly profile: CompiledProfile;
  #settings: RuleSettings;
  #hasResourceList: boolean;
  #accountSettings: AccountSettings;
  #lastNumber: number;

  private constructor(name: string, store: Store, profile: CompiledProfile) {
    this.name = name;
    this.store = store;
    this.profile = profile;
    this.#settings = this.#readSettings();
    this.#hasResourceList = this.#readHasResourceList();
    this.#accountSettings = store.read(readAccountSettings);
    this.#lastNumber = store.read((tx) => Math.max(tx.exchanges.lastId(), tx.changes.lastNumber()));
  }

  /**
   * Opens the sandbox's file and seeds a new one.
   * @throws DatabaseError when the file cannot be used
   */
  static async open({ folder, name, profile, now, logger }: SandboxToOpen): Promise<Sandbox> {
    const store = await Store.open(sandboxFile(folder, name), logger);
    try {
      store.once((tx) => seedSandbox(tx, now));
      return new Sandbox(name, store, profile);
    } catch (error) {
      store.close();
      throw error;
    }
  }

  /** The value in force of every rule: the profile's, unless the admin switched it. */
  get settings(): RuleSettings {
    return this.#settings;
  }

  /** Switches rules; takes effect with the next request. */
  setRules(values: Partial<RuleSettings>): void {
    this.store.write((tx) => {
      for (const [id, value] of Object.entries(values)) tx.ruleSettings.set(id, value);
    });
    this.#settings = this.#readSettings();
  }

  /** Whether a list of resources was imported; cached, so that a request without a link pays nothing for it. */
  get hasResourceList(): boolean {
    return this.#hasResourceList;
  }

  /** Changes the list of resources in one transaction; takes effect with the next request. */
  changeResourceList<T>(work: (tx: Tx) => T): T {
    const result = this.store.write(work);
    this.#hasResourceList = this.#readHasResourceList();
    return result;
  }

  /** Whether single sign-on is on, when passwords expire, in which language mails are written. */
  get accountSettings(): AccountSettings {
    return this.#accountSettings;
  }

  /** Takes effect with the next request. */
  setAccountSettings(settings: AccountSettings): void {
    this.store.write((tx) => writeAccountSettings(tx, settings));
    this.#accountSettings = settings;
  }

  /** Exchanges and acts in the console share one sequence of numbers, so that the ids of changes rise with time. */
  nextNumber(): number {
    this.#lastNumber += 1;
    return this.#lastNumber;
  }

  /** Continues after the numbers that were used before the file was replaced, so that none ever names two exchanges. */
  countOnFrom(number: number): void {
    this.#lastNumber = Math.max(this.#lastNumber, number);
  }

  /** the last number that was given out */
  get lastNumber(): number {
    return this.#lastNumber;
  }

  close(): void {
    this.store.close();
  }

  #readHasResourceList(): boolean {
    return this.store.read((tx) => tx.linkedResources.count() > 0);
  }

  #readSettings(): RuleSettings {
    const stored = this.store.read((tx) => tx.ruleSettings.all());
    // A value that this version no longer knows falls back to the profile's.
    const known = Object.entries(stored).filter(([id, value]) => isRuleId(id) && isRuleValue(id, value));
    return resolveSettings(this.profile.rules, Object.fromEntries(known));
  }
}

/** @returns the SQLite file of a sandbox in a data folder */
export function sandboxFile(folder: string, name: string): string {
  return join(folder, 'sandboxes', `${name}.sqlite`);
}

/** Sandbox names become file names: letters, digits, dash and underscore, at most 40. */
export function isSandboxName(name: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/.test(name);
}
