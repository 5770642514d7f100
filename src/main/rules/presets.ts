import { RulePreset } from '#shared/contract/rules.ts';
import { catalogue, isRuleId, isRuleValue } from './catalogue.ts';
import type { RuleId, RuleSettings } from './settings.ts';

/** What is in force when neither the profile nor the admin says otherwise. */
export const defaultSettings: RuleSettings = {
  'token-rights': catalogue['token-rights'].default,
  'required-mappings': catalogue['required-mappings'].default,
  'unlisted-attributes': catalogue['unlisted-attributes'].default,
  'user-name-case': catalogue['user-name-case'].default,
  'duplicate-user-name': catalogue['duplicate-user-name'].default,
  'delete-user': catalogue['delete-user'].default,
  'user-without-group': catalogue['user-without-group'].default,
  'pushed-group-name': catalogue['pushed-group-name'].default,
  'linked-resource': catalogue['linked-resource'].default,
  'invitation-on-update': catalogue['invitation-on-update'].default,
  'duplicate-email': catalogue['duplicate-email'].default,
  'rate-limit': catalogue['rate-limit'].default,
  'group-name-unique': catalogue['group-name-unique'].default,
  'filtered-target-missing': catalogue['filtered-target-missing'].default,
  'remove-with-value': catalogue['remove-with-value'].default,
  'read-only-in-patch': catalogue['read-only-in-patch'].default,
  'unknown-schema-uris': catalogue['unknown-schema-uris'].default,
  'string-booleans': catalogue['string-booleans'].default,
  'loose-shapes': catalogue['loose-shapes'].default,
  'unknown-member': catalogue['unknown-member'].default,
  'patch-user-answer': catalogue['patch-user-answer'].default,
  'patch-group-answer': catalogue['patch-group-answer'].default,
  'media-type': catalogue['media-type'].default,
};

/**
 * The four presets as whole settings. Documented rules are the same in all of them: what the vendor documents is not ours to switch.
 */
export const presets: { readonly [P in RulePreset]: RuleSettings } = {
  'as-documented': defaultSettings,
  // The article word for word: any other field is an error, and a user name that is present is updated.
  literal: { ...defaultSettings, 'unlisted-attributes': 'literal', 'duplicate-user-name': 'update' },
  lenient: {
    ...defaultSettings,
    'unlisted-attributes': 'lenient',
    'duplicate-user-name': 'update',
    'group-name-unique': 'allow',
    'unknown-member': 'ignore',
    'linked-resource': 'warn',
    'media-type': 'any',
  },
  // Only what the RFCs demand. Where they leave the choice (unlisted attributes, the answer to a PATCH) the default stays.
  'strict-rfc': {
    ...defaultSettings,
    'pushed-group-name': 'conflict',
    'group-name-unique': 'allow',
    'filtered-target-missing': 'no-target',
    'remove-with-value': 'whole-attribute',
    'read-only-in-patch': 'refuse',
    'unknown-schema-uris': 'refuse',
    'string-booleans': 'refuse',
    'loose-shapes': 'refuse',
  },
};

/**
 * The settings in force: defaults, then the profile's, then the admin's. A documented rule is the profile's alone; an
 * override of it, an unknown rule or an unknown value (a file of another version) is passed over.
 */
export function resolveSettings(
  profileRules: Readonly<Record<string, string>> | Partial<RuleSettings>,
  overrides: Readonly<Record<string, string>> | Partial<RuleSettings>,
): RuleSettings {
  const settings: RuleSettings = { ...defaultSettings };
  for (const [id, value] of Object.entries(profileRules)) {
    if (value !== undefined && isRuleId(id)) take(settings, id, value);
  }
  for (const [id, value] of Object.entries(overrides)) {
    if (value !== undefined && isRuleId(id) && catalogue[id].switchable) take(settings, id, value);
  }
  return settings;
}

/** What has to be stored so that the preset is in force: every rule that can be switched. */
export function presetOverrides(preset: RulePreset): Partial<RuleSettings> {
  const overrides: Partial<RuleSettings> = {};
  for (const id of switchableRules) take(overrides, id, presets[preset][id]);
  return overrides;
}

/** The preset whose values are all in force, compared over the rules that can be switched; null when none is. */
export function matchingPreset(settings: RuleSettings): RulePreset | null {
  return RulePreset.options.find((preset) => switchableRules.every((id) => presets[preset][id] === settings[id])) ?? null;
}

const switchableRules: readonly RuleId[] = Object.values(catalogue)
  .filter((rule) => rule.switchable)
  .map((rule) => rule.id);

function take(settings: Partial<RuleSettings>, id: RuleId, value: string): void {
  if (isRuleValue(id, value)) Object.assign(settings, { [id]: value });
}
