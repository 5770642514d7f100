import type { Idp } from '#shared/contract/exchanges.ts';
import type { TrapFacts } from './facts.ts';
import { type TrapKind, counted, distinct } from './trap-kind.ts';

/** What the calls of the identity provider leave out, or say again and again. */
export const trafficTraps = {
  'active-never-sent': {
    id: 'active-never-sent',
    title: '`active` is never sent',
    severity: 'solve',
    why: 'A leaver is switched off by `active` being false. Where it is not mapped, no such call comes, and leavers keep their account.',
    fix: 'Map `active`. In Entra ID: Switch([IsSoftDeleted], , "False", "True", "True", "False"). In Okta tick Deactivate Users.',
    place: 'user-mapping',
    ruleId: 'optional-mappings',
    find({ users, traffic }) {
      const provisioned = users.filter((user) => user.provisioned);
      if (provisioned.length === 0 || provisioned.some((user) => user.hasActive)) return null;
      return {
        what: `${counted(provisioned.length, 'user was', 'users were')} provisioned, and \`active\` came with none of them.`,
        users: provisioned,
        exchangeIds: traffic.filter(isUserWrite).map(({ id }) => id),
      };
    },
  },
  'no-deletion': {
    id: 'no-deletion',
    title: 'Leavers are deactivated, not deleted',
    severity: 'know',
    why: 'Okta never deletes a user over SCIM. Entra ID does so only once the user is deleted for good, 30 days after the deletion, and never for a user who was unassigned before.',
    fix: 'Nothing, if inactive users may stay. Else agree on who deletes them in the product, and when.',
    place: null,
    ruleId: 'removed-user',
    find({ users, traffic }) {
      const idp = traffic.find((one) => isUserWrite(one) && KEEPS.has(one.idp))?.idp;
      const provisioned = users.filter((user) => user.provisioned);
      if (idp === undefined || provisioned.length === 0 || traffic.some(isUserDeletion)) return null;
      const left = provisioned.filter((user) => !user.active);
      const inactive =
        left.length === 0
          ? ''
          : ` ${counted(left.length, 'user is', 'users are')} inactive now and ${left.length === 1 ? 'stays' : 'stay'}.`;
      return {
        what: idp === 'okta' ? `Okta does not delete users.${inactive}` : `Entra ID has deleted no user so far.${inactive}`,
        users: left,
      };
    },
  },
  'user-name-case': {
    id: 'user-name-case',
    title: 'User names in mixed case',
    severity: 'know',
    why: 'User names are saved in lower case. An identity provider that compares exactly finds a difference in each cycle, and sends the same user name for ever.',
    fix: 'Turn the user name to lower case in the mapping: ToLower([userPrincipalName]) in Entra ID, String.toLowerCase(…) in Okta.',
    place: 'matching',
    ruleId: 'user-name-case',
    find({ lowerCased }) {
      if (lowerCased.length === 0) return null;
      const users = distinct(lowerCased.map(({ resource }) => resource));
      const times = new Map<string, number>();
      for (const { resource } of lowerCased) if (resource !== null) times.set(resource.id, (times.get(resource.id) ?? 0) + 1);
      const again = users.filter(({ id }) => (times.get(id) ?? 0) > 1);
      const exchangeIds = lowerCased.map(({ exchangeId }) => exchangeId);
      if (again.length === 0) {
        const who = Math.max(users.length, 1);
        return {
          what: `${counted(who, 'user name was', 'user names were')} sent with capitals and stored in lower case.`,
          users,
          exchangeIds,
        };
      }
      return {
        what: `${counted(again.length, 'user name was', 'user names were')} sent with capitals again and again; the identity provider may correct ${again.length === 1 ? 'it' : 'them'} for ever.`,
        severity: 'decide',
        users: again,
        exchangeIds,
      };
    },
  },
  'extension-urn-dot': {
    id: 'extension-urn-dot',
    title: 'An extension attribute written with a dot',
    severity: 'solve',
    why: "Between a schema's URN and the attribute stands a colon. The vendor's article writes a dot once, which is a slip. It is forgiven here; whether the real endpoint takes it is not documented.",
    fix: 'Write the target attribute with a colon: urn:ietf:params:scim:schemas:extension:meisterplan:2.0:User:sendInvitationMail.',
    place: 'user-mapping',
    ruleId: 'optional-mappings',
    find({ dotted }) {
      if (dotted.length === 0) return null;
      const attributes = [...new Set(dotted.map(({ attribute }) => `\`${attribute.slice(attribute.lastIndexOf(':') + 1)}\``))];
      return {
        what: `${attributes.slice(0, 5).join(', ')} came with a dot before the name in ${counted(dotted.length, 'exchange', 'exchanges')}.`,
        users: distinct(dotted.map(({ resource }) => resource)),
        exchangeIds: dotted.map(({ exchangeId }) => exchangeId),
      };
    },
  },
} as const satisfies {
  readonly [K in 'active-never-sent' | 'no-deletion' | 'user-name-case' | 'extension-urn-dot']: TrapKind<K>;
};

/** Documented never to delete, or to do so only late. */
const KEEPS: ReadonlySet<Idp> = new Set(['okta', 'entra']);

type Traffic = TrapFacts['traffic'][number];

function isUserWrite({ method, status, resourceType }: Traffic): boolean {
  return resourceType === 'User' && status < 300 && ['POST', 'PUT', 'PATCH'].includes(method);
}

function isUserDeletion({ method, status, resourceType }: Traffic): boolean {
  return resourceType === 'User' && status < 300 && method === 'DELETE';
}
