import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listSlugs } from '#main/sandbox/catalogue.ts';
import { copySandbox, createSandbox } from '#main/sandbox/lifecycle.ts';
import { sandboxFile } from '#main/sandbox/sandbox.ts';
import { listSnapshots, takeSnapshot } from '#main/sandbox/snapshots.ts';

const NOW = new Date('2026-11-24T12:00:00Z');
const ABOUT = { name: 'Original', idp: '', profile: null };
let place: { folder: string; slug: string };

beforeEach(async () => {
  place = { folder: mkdtempSync(join(tmpdir(), 'full-')), slug: 'original' };
  mkdirSync(join(place.folder, 'sandboxes'));
  await createSandbox(place, ABOUT, { kind: 'empty' }, NOW);
});
afterEach(() => rmSync(place.folder, { recursive: true }));

/** A copy that gets half of its way, as `write` and SQLite tell it. */
function fullAfterHalf(code: string): (file: string) => Promise<void> {
  return async (file) => {
    writeFileSync(file, Buffer.alloc(20_000));
    writeFileSync(`${file}-journal`, 'half');
    throw Object.assign(new Error('no space left on device'), { code });
  };
}

test.each(['ENOSPC', 'EDQUOT', 'SQLITE_FULL', 'SQLITE_IOERR_WRITE'])(
  'a snapshot that the disk has no room for is told, and nothing of it is left: %s',
  async (code) => {
    const taking = takeSnapshot(place, { name: 'Before', reason: 'by-hand', now: NOW }, fullAfterHalf(code));
    await expect(taking).rejects.toThrow('The snapshot could not be taken: the disk is full. Nothing was changed. Make room');
    expect(listSnapshots(place.folder, place.slug)).toEqual([]);
    expect(readdirSync(join(place.folder, 'snapshots', place.slug))).toEqual([]);
    await takeSnapshot(place, { name: 'Again', reason: 'by-hand', now: NOW }, (to) => copySandbox(place, to));
    expect(listSnapshots(place.folder, place.slug)).toMatchObject([{ name: 'Again' }]);
  },
);

test('a copy that the disk has no room for is told, and no sandbox is there', async () => {
  const copy = { folder: place.folder, slug: 'copy' };
  const making = createSandbox(copy, { ...ABOUT, name: 'Copy' }, { kind: 'copy', copy: fullAfterHalf('ENOSPC') }, NOW);
  await expect(making).rejects.toThrow('The sandbox could not be made: the disk is full.');
  expect(listSlugs(place.folder)).toEqual(['original']);
  expect(readdirSync(join(place.folder, 'sandboxes')).filter((name) => name.startsWith('copy'))).toEqual([]);
});

test('of two that make the same sandbox at a time one is refused, and the other one is whole', async () => {
  const twin = { folder: place.folder, slug: 'twin' };
  const results = await Promise.allSettled(
    [1, 2].map(() => createSandbox(twin, { ...ABOUT, name: 'Twin' }, { kind: 'empty' }, NOW)),
  );
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(results.find((result) => result.status === 'rejected')?.reason).toMatchObject({
    message: expect.stringContaining('There is already a sandbox at /twin'),
  });
  expect(existsSync(sandboxFile(place.folder, 'twin'))).toBe(true);
  await expect(createSandbox(twin, ABOUT, { kind: 'empty' }, NOW)).rejects.toThrow('There is already a sandbox at /twin');
});
