import { readFileSync } from 'node:fs';
import { compileProfile } from '#main/profile/compile.ts';
import { parseProfile } from '#main/profile/parse.ts';
import type { ResourceModel } from '#main/scim/model.ts';

/** The profile that is rehearsed by default. */
export const meisterplan = compileProfile(
  parseProfile(readFileSync('resources/profiles/meisterplan.json', 'utf8'), 'meisterplan.json'),
);

function model(name: string): ResourceModel {
  const found = meisterplan.byName(name);
  if (found === undefined) throw new Error(`the profile has no ${name}`);
  return found;
}

export const userModel = model('User');
export const groupModel = model('Group');
