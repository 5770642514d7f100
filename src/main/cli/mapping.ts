import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { RulePreset } from '#shared/contract/rules.ts';
import type { MappingContext } from '../mapping/context.ts';
import { correctMappings } from '../mapping/correct/correct.ts';
import { extensionAttributes } from '../mapping/correct/extension-attributes.ts';
import { judgeMappings } from '../mapping/judge/judge.ts';
import { MappingFileError } from '../mapping/read/mapping-file-error.ts';
import { readMappings } from '../mapping/read/read.ts';
import type { ReadMappings } from '../mapping/read/read-mappings.ts';
import { presetOverrides, resolveSettings } from '../rules/presets.ts';
import { loadProfile } from '../service/load-profile.ts';
import { StartupError } from '../service/startup-error.ts';
import { reasonOf } from './file-problem.ts';
import { tellMappings } from './mapping-text.ts';

export interface MappingLintOptions {
  profile: string;
  preset?: RulePreset;
  sso?: boolean;
  nameId?: string;
  corrected?: string;
  json?: boolean;
}

/**
 * `mapping lint`. Ends with 1 when something would be refused or a required mapping is missing.
 * @throws StartupError for a file that cannot be read, or that holds no mappings
 */
export function lintMappings(file: string, options: MappingLintOptions): void {
  const profile = loadProfile(options.profile);
  const overrides = options.preset === undefined ? {} : presetOverrides(options.preset);
  const context: MappingContext = {
    profile,
    settings: resolveSettings(profile.rules, overrides),
    sso: options.sso === true,
    nameId: options.nameId,
  };
  const read = readFile(file);
  const report = judgeMappings(read.set, context);
  const correction = correctMappings(read, context, basename(file));
  if (options.corrected !== undefined) writeCorrected(options.corrected, correction.file?.text ?? null);
  const extensions = extensionAttributes(profile, read.set.idp);
  const text =
    options.json === true
      ? JSON.stringify({ file, report, correction, extensionAttributes: extensions })
      : tellMappings(report, correction, extensions);
  process.stdout.write(`${text}\n`);
  if (report.outcome === 'refused') process.exitCode = 1;
}

function readFile(file: string): ReadMappings {
  let content: Uint8Array;
  try {
    content = readFileSync(file);
  } catch (error) {
    throw new StartupError(`The file ${file} cannot be read: ${reasonOf(error)}. Name the export of your identity provider.`, {
      cause: error,
    });
  }
  try {
    return readMappings(content);
  } catch (error) {
    if (error instanceof MappingFileError)
      throw new StartupError(`"${file}" holds no mappings. ${error.message}`, { cause: error });
    throw error;
  }
}

function writeCorrected(path: string, text: string | null): void {
  if (text === null) {
    throw new StartupError('There is no corrected file for Okta: it takes none. The list of changes says what to click.');
  }
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new StartupError(`The corrected file cannot be written to ${path}: ${reasonOf(error)}.`, { cause: error });
  }
}
