import type { MappingFinding, MappingRow } from '#shared/contract/mappings.ts';
import { alwaysSentBy, judgeUnlisted } from '../../rules/unlisted.ts';
import { nearest } from '../near.ts';
import { adviceOn } from '../suggested-sources.ts';
import type { Listed } from '../target.ts';
import { finding } from './finding.ts';
import type { Bench, Placed } from './bench.ts';

/** A row for each listed attribute that nothing is mapped to. */
export function missingRows(placed: readonly Placed[], bench: Bench): MappingRow[] {
  const mapped = new Set(placed.map(({ target }) => target.path));
  return bench.listed
    .filter(({ path }) => !mapped.has(path))
    .map((listed): MappingRow => {
      const findings = [isSentBySelf(listed, bench) ?? missing(listed, bench)];
      const isMissing = listed.required && findings.some(({ severity }) => severity === 'refused');
      return {
        id: `${bench.model.type.name}:${listed.path}`,
        resourceType: bench.model.type.name,
        attribute: listed.path,
        role: listed.required ? 'required' : 'optional',
        verdict: isMissing ? 'required-missing' : listed.required ? 'required' : 'optional-missing',
        mapping: null,
        findings,
      };
    });
}

/** Okta sends user name and state by itself, OneLogin the state: there is nothing to map. */
function isSentBySelf({ path }: Listed, { idp, model }: Bench): MappingFinding | null {
  if (model.type.name !== 'User') return null;
  if (path === 'userName' && idp === 'okta') return finding('user-name-sent-anyway', idp, { attribute: path });
  if (path !== 'active' || (idp !== 'okta' && idp !== 'onelogin')) return null;
  const detail =
    idp === 'okta'
      ? 'Okta sends it when a user is deactivated, if "Deactivate Users" is on.'
      : 'OneLogin suspends or deletes users as the Provisioning tab says.';
  return finding('active-sent-anyway', idp, { attribute: path, detail });
}

function missing({ path, required }: Listed, { idp, model, context }: Bench): MappingFinding {
  const fill = { attribute: path, detail: adviceOn(path, idp, context.sso) };
  if (model.type.name !== 'User') {
    if (required) return finding('group-name-missing', idp, fill);
    return finding(path === 'members' ? 'members-missing' : 'optional-missing', idp, fill);
  }
  if (required) return finding('required-missing', idp, fill);
  return finding(path === 'active' ? 'active-missing' : 'optional-missing', idp, fill);
}

/** Rule 18: what Okta sends with every user, mapped or not. */
export function sentAnyway(placed: readonly Placed[], { idp, model, context, listed }: Bench): MappingRow[] {
  if (idp !== 'okta' || model.type.name !== 'User') return [];
  const mapped = new Set(placed.map(({ target }) => target.path.toLowerCase()));
  return alwaysSentBy(idp)
    .filter((name) => !mapped.has(name.toLowerCase()) && nearest(name, listed)?.path !== name)
    .map((name): MappingRow => {
      const known = model.attributes.has(name.toLowerCase());
      const attribute = { resourceType: 'User', path: name, value: name === 'groups' ? [] : 'sample', idp };
      const isRefused = !known && judgeUnlisted(context.settings['unlisted-attributes'], attribute).decision === 'refuse';
      const told = finding('sent-anyway', idp, { attribute: name });
      return {
        id: `User:${name}`,
        resourceType: 'User',
        attribute: name,
        role: 'unlisted',
        verdict: isRefused ? 'refused' : 'tolerated',
        mapping: null,
        findings: [
          isRefused
            ? {
                ...told,
                severity: 'refused',
                fix: 'Set the rule "unlisted attributes" to another value: no admin can keep Okta from sending it.',
              }
            : told,
        ],
      };
    });
}
