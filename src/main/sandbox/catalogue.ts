import { existsSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { isSandboxName, sandboxFile } from './sandbox.ts';
import { SandboxError } from './sandbox-error.ts';

/** What is known about a sandbox without opening its file. */
export interface About {
  readonly name: string;
  readonly idp: string;
  /** null for the profile that hosts take when none is named */
  readonly profile: string | null;
}

const Stored = z.object({
  name: z.string().min(1).optional().catch(undefined),
  idp: z.string().default('').catch(''),
  profile: z.string().min(1).nullable().default(null).catch(null),
});

/** Paths of the SCIM listener and of the console, and device names that Windows reserves. */
const TAKEN = /^(scim|invitation|api|assets|new|con|prn|aux|nul|com\d|lpt\d)$/;

/** The sandboxes of a data folder, by name of their files. */
export function listSlugs(folder: string): string[] {
  const names = readdirSync(join(folder, 'sandboxes')).filter((name) => name.endsWith('.sqlite'));
  return names
    .map((name) => name.slice(0, -'.sqlite'.length))
    .filter(isSandboxName)
    .toSorted();
}

/** Reads what is written beside a sandbox. Where nothing is (an older version, or the command line in passing), its slug is its name. */
export function readAbout(folder: string, slug: string): About {
  const file = aboutFile(folder, slug);
  if (!existsSync(file)) return { name: slug, idp: '', profile: null };
  const { name, ...rest } = Stored.catch({ idp: '', profile: null }).parse(readJson(file));
  return { name: name ?? slug, ...rest };
}

/** Writes a sandbox's name, hint and profile beside its file. */
export function writeAbout(folder: string, slug: string, about: About): void {
  const file = aboutFile(folder, slug);
  // Written under another name first, so that it is there whole or not at all.
  writeFileSync(`${file}.new`, `${JSON.stringify(about, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** Removes what `writeAbout` wrote, if anything. */
export function removeAbout(folder: string, slug: string): void {
  rmSync(aboutFile(folder, slug), { force: true });
}

/**
 * The slug of a new sandbox: `Contoso Okta` becomes `contoso-okta`; a name without any Latin letter or digit gets a numbered one.
 * @throws SandboxError when there is such a sandbox already
 */
export function slugFor(folder: string, name: string): string {
  const ascii = name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const slug =
    ascii
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, '')
      .slice(0, 40)
      .replace(/-+$/, '') || plainSlug(folder);
  if (TAKEN.test(slug))
    throw new SandboxError('invalid_input', `"${name}" is a name that SCIM Rehearsal needs for itself. Choose another one.`);
  const twin = listSlugs(folder).find((other) => other.toLowerCase() === slug);
  if (twin === undefined) return slug;
  throw new SandboxError(
    'invalid_input',
    `There is already a sandbox "${readAbout(folder, twin).name}" at /${twin}. Choose another name.`,
  );
}

/** `sandbox`, `sandbox-2`, … */
function plainSlug(folder: string): string {
  const taken = new Set(listSlugs(folder));
  for (let number = 1; ; number++) {
    const slug = number === 1 ? 'sandbox' : `sandbox-${number}`;
    if (!taken.has(slug)) return slug;
  }
}

/** @throws SandboxError */
export function mustExist(folder: string, slug: string): void {
  // The list is asked, not the file: a file system that ignores case would find "Okta" as "okta" too.
  if (listSlugs(folder).includes(slug)) return;
  throw new SandboxError('not_found', `There is no sandbox "${slug}". "sandbox list" and the console show those that there are.`);
}

function aboutFile(folder: string, slug: string): string {
  return sandboxFile(folder, slug).replace(/\.sqlite$/, '.json');
}

/** @returns null for a file that is not JSON: it holds a name and a hint, and losing those is no harm */
function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
