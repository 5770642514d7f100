import type { MappingSet } from '#shared/contract/mappings.ts';
import type { RehearsalStart, StoryName } from '#shared/contract/rehearsals.ts';
import { RehearsalTarget, SimulatedIdp, StoryName as StoryNameSchema } from '#shared/contract/rehearsals.ts';
import { z } from 'zod';
import { MappingFileError } from '../mapping/read/mapping-file-error.ts';
import { readMappings } from '../mapping/read/read.ts';
import { requireConfirmedHost, requireTargetToken } from '../replay/production.ts';
import { TargetUrlError, readTargetUrl } from '../replay/target-url.ts';
import { TableFileError } from '../table/table-file-error.ts';
import { presetMappings } from './attributes/presets.ts';
import { generateCompany } from './company/generate.ts';
import type { Company } from './company/person.ts';
import { readCompany } from './company/read-company.ts';
import { PROVIDERS, storiesOf } from './idps.ts';
import { RehearsalError } from './rehearsal-error.ts';

/** The set-up of a rehearsal, as it is kept. */
export const KeptPlan = z.object({
  idp: SimulatedIdp,
  target: RehearsalTarget,
  mapping: z.string(),
  people: z.number().int(),
  groups: z.number().int(),
  seed: z.number().int().nullable(),
  stories: z.array(StoryNameSchema),
});
export type KeptPlan = z.infer<typeof KeptPlan>;

/** A rehearsal that can begin. */
export interface Plan {
  readonly kept: KeptPlan;
  readonly company: Company;
  readonly mappings: MappingSet;
  /** the base URL of another endpoint; null for this sandbox */
  readonly url: URL | null;
  readonly seed: number;
  readonly remarks: readonly string[];
}

/**
 * @param given what was given on the screen Mappings
 * @throws RehearsalError for a file that cannot be used, a mapping of another provider, an unsafe or unconfirmed target
 */
export async function planRehearsal(start: RehearsalStart, given: MappingText | undefined): Promise<Plan> {
  const { idp, people, target } = start;
  const mappings = mappingsOf(start, given);
  const { company, remarks } = await companyOf(people);
  const seed = people.kind === 'generated' ? people.seed : 1;
  return {
    company,
    mappings,
    seed,
    remarks: [...mappings.remarks, ...remarks],
    url: target.kind === 'sandbox' ? null : checkedUrl(target.url, start),
    kept: {
      idp,
      target,
      mapping: mappings.title,
      people: company.size,
      groups: company.groups.length,
      seed: people.kind === 'generated' ? people.seed : null,
      stories: storiesInOrder(start),
    },
  };
}

function storiesInOrder({ idp, stories }: RehearsalStart): StoryName[] {
  const all = storiesOf(idp);
  const missing = stories?.find((name) => !all.includes(name));
  if (missing !== undefined) {
    throw new RehearsalError(
      'invalid_input',
      `${PROVIDERS[idp].name} does not push groups, so the story "${missing}" cannot be played. Leave it out.`,
    );
  }
  return stories === undefined ? all : all.filter((name) => stories.includes(name));
}

/** An export of mappings, as it was given. */
interface MappingText {
  readonly name: string;
  readonly text: string;
}

function mappingsOf({ idp, mapping }: RehearsalStart, given: MappingText | undefined): MappingSet {
  if (mapping.kind === 'file') return readSet(idp, mapping);
  if (mapping.kind !== 'given') return presetMappings(idp, mapping.kind);
  if (given === undefined) {
    throw new RehearsalError(
      'conflict',
      'There is no mapping on the screen Mappings any more. Choose other mappings, or give it again.',
    );
  }
  return readSet(idp, given);
}

function readSet(idp: SimulatedIdp, mapping: MappingText): MappingSet {
  try {
    const { set } = readMappings(mapping.text);
    const { language, name } = PROVIDERS[idp];
    if (set.idp !== language) {
      throw new RehearsalError(
        'invalid_input',
        `"${mapping.name}" holds mappings of ${set.idp === 'entra' ? 'Entra ID' : set.idp === 'okta' ? 'Okta' : 'OneLogin'}, but ${name} is to be rehearsed. Choose the export of ${name}, or the other identity provider.`,
      );
    }
    return { ...set, title: mapping.name };
  } catch (error) {
    if (!(error instanceof MappingFileError)) throw error;
    throw new RehearsalError('invalid_input', `"${mapping.name}" holds no mappings. ${error.message}`, { cause: error });
  }
}

async function companyOf(people: RehearsalStart['people']): Promise<{ company: Company; remarks: readonly string[] }> {
  if (people.kind === 'generated') return { company: generateCompany(people), remarks: [] };
  try {
    return await readCompany(Buffer.from(people.content, 'base64'));
  } catch (error) {
    if (!(error instanceof TableFileError)) throw error;
    throw new RehearsalError('invalid_input', `"${people.name}": ${error.message}`, { cause: error });
  }
}

function checkedUrl(text: string, { token, confirmHost }: RehearsalStart): URL {
  try {
    const url = readTargetUrl(text);
    requireTargetToken(url, token, 'the rehearsal lasts');
    requireConfirmedHost(
      url,
      confirmHost,
      (counts) => `${counts}, and a rehearsal creates and changes people there. Type its host name to confirm.`,
    );
    return url;
  } catch (error) {
    if (!(error instanceof TargetUrlError)) throw error;
    throw new RehearsalError('invalid_input', error.message, { cause: error });
  }
}
