import fc from 'fast-check';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SandboxName } from '#shared/contract/sandboxes.ts';
import { slugFor } from '#main/sandbox/catalogue.ts';
import { isSandboxName, sandboxFile } from '#main/sandbox/sandbox.ts';
import { SandboxError } from '#main/sandbox/sandbox-error.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'names-'));
  mkdirSync(join(folder, 'sandboxes'));
  for (const slug of ['taken', 'sandbox']) writeFileSync(sandboxFile(folder, slug), '');
});
afterAll(() => rmSync(folder, { recursive: true }));

test('whatever somebody calls a sandbox, it gets an address and a file of its own, or a sentence', () => {
  const names = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 70 }),
    fc.string({ unit: fc.constantFrom('a', 'Z', 'ß', 'é', '漢', '٣', ' ', '-', '_', '.', '/', '\\', '\0', '%'), maxLength: 70 }),
    fc.constantFrom('..', '../x', 'con', 'NUL', 'com1', 'scim', 'API', 'Invitation', 'TAKEN', '-x', '__proto__', 'a'.repeat(60)),
  );
  fc.assert(
    fc.property(names, (name) => {
      const parsed = SandboxName.safeParse(name);
      if (!parsed.success) {
        expect(parsed.error.issues[0]?.message).toMatch(/\.$/);
        return;
      }
      try {
        const slug = slugFor(folder, parsed.data);
        expect(isSandboxName(slug)).toBe(true);
        expect(['taken', 'sandbox', 'scim', 'api', 'con', 'nul']).not.toContain(slug);
      } catch (error) {
        expect(error).toBeInstanceOf(SandboxError);
        expect(error).toMatchObject({ message: expect.stringMatching(/Choose another (one|name)\.$/) });
      }
    }),
    { numRuns: 500 },
  );
});

test('a name without Latin letters gets a numbered address', () => {
  expect(slugFor(folder, '漢字')).toBe('sandbox-2');
  expect(slugFor(folder, 'Zürich Ölmühle №5')).toBe('zurich-olmuhle-no5');
});
