import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SERVICE_USER } from '#main/sandbox/seed.ts';
import { openThrowawaySandbox } from '#main/sandbox/throwaway-sandbox.ts';
import { loadShippedProfile } from '#main/service/load-profile.ts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

describe('a throw-away sandbox', () => {
  const logger = { info: () => undefined, error: () => undefined };
  const profile = loadShippedProfile('meisterplan');
  let within: string;

  beforeEach(() => {
    within = mkdtempSync(join(tmpdir(), 'throw away '));
  });
  afterEach(() => rmSync(within, { recursive: true, force: true }));

  test('lies in a folder of its own, and takes it along when it is closed', async () => {
    const one = await openThrowawaySandbox({ profile, within, logger });
    const two = await openThrowawaySandbox({ profile, within, logger });
    expect(readdirSync(within)).toHaveLength(2);
    one.close();
    expect(readdirSync(within).map((name) => join(within, name))).toEqual([two.folder]);
    two.close();
    expect(readdirSync(within)).toEqual([]);
  });

  test('is a copy of what it was made of, under the rules that were named, and changes nothing there', async () => {
    const original = await openThrowawaySandbox({ profile, within, rules: { 'delete-user': 'delete' }, logger });
    const copy = await openThrowawaySandbox({
      of: original.sandbox,
      profile,
      within,
      rules: { 'delete-user': 'deactivate' },
      logger,
    });
    const idOf = ({ sandbox }: typeof copy) => sandbox.store.read((tx) => tx.resources.byKey('User', SERVICE_USER)?.id);
    original.sandbox.setAccountSettings({ ...original.sandbox.accountSettings, singleSignOn: 'on' });
    expect(idOf(copy)).toEqual(expect.any(String));
    expect(idOf(copy)).toBe(idOf(original));
    expect(copy.sandbox.accountSettings.singleSignOn).toBe('unanswered');
    expect(copy.sandbox.settings['delete-user']).toBe('deactivate');
    expect(original.sandbox.settings['delete-user']).toBe('delete');
    copy.close();
    original.close();
  });

  test('leaves nothing behind when it cannot be made', async () => {
    const original = await openThrowawaySandbox({ profile, within, logger });
    original.close();
    await expect(openThrowawaySandbox({ of: original.sandbox, profile, within, logger })).rejects.toThrow('not open');
    expect(readdirSync(within)).toEqual([]);
  });
});
