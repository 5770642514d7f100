import { type TrapKind, counted, distinct } from './trap-kind.ts';

/** Who gets rights, who loses them, and who sees nothing. */
export const rightTraps = {
  'pushed-group-with-rights': {
    id: 'pushed-group-with-rights',
    title: 'A pushed group bears the name of a group with rights',
    severity: 'solve',
    why: 'The group was there before, with rights; the identity provider found it by its name and now decides who is in it. Everyone whom it adds gets the rights. That such a group is matched and keeps its rights is assumed; nothing is documented.',
    fix: 'If this is not meant, give the group another name in the identity provider and push it again. If it is, check who is in it.',
    place: 'groups',
    ruleId: 'pushed-group-name',
    find({ privilegedGroups }) {
      const pushed = privilegedGroups.filter(({ exchangeIds }) => exchangeIds.length > 0);
      if (pushed.length === 0) return null;
      const members = pushed.reduce((sum, { memberCount }) => sum + memberCount, 0);
      const names = pushed
        .slice(0, 3)
        .map(({ name }) => `"${name}"`)
        .join(', ');
      return {
        what: `The identity provider writes to ${counted(pushed.length, 'group that has', 'groups that have')} rights (${names}), with ${counted(members, 'member', 'members')}.`,
        groups: pushed,
        exchangeIds: pushed.flatMap(({ exchangeIds }) => exchangeIds),
      };
    },
  },
  'service-account-in-scope': {
    id: 'service-account-in-scope',
    title: "The token's own user is being provisioned",
    severity: 'solve',
    why: 'The token carries the rights of the user who owns it. If the identity provider changes that user, or a group that gives it its rights, it can lock itself out: every call after that is refused.',
    fix: 'Take the service user and its group out of the assignment. The vendor recommends a user and a group made for this alone.',
    place: 'assignment',
    ruleId: 'token-rights',
    find({ tokenOwners }) {
      const touched = tokenOwners.filter(({ exchangeIds }) => exchangeIds.length > 0);
      const through = tokenOwners.flatMap(({ groups }) => groups.filter(({ exchangeIds }) => exchangeIds.length > 0));
      if (touched.length === 0 && through.length === 0) return null;
      const names = [...touched, ...distinct(through.map(({ group }) => group))].map(({ name }) => name);
      return {
        what: `The identity provider changed ${names.slice(0, 3).join(', ')}${names.length > 3 ? ' and others' : ''}, on which a secret token rests.`,
        users: touched,
        groups: distinct(through.map(({ group }) => group)),
        exchangeIds: [...touched, ...through].flatMap(({ exchangeIds }) => exchangeIds),
      };
    },
  },
  'user-without-group': {
    id: 'user-without-group',
    title: 'Users in no group',
    severity: 'decide',
    why: "In the vendor's own screens a user must be in at least one group. Whether provisioning enforces that is not documented; without a group a user has no rights and would see nothing.",
    fix: 'Assign the groups as well, and push them. An assigned user alone brings no group along.',
    place: 'groups',
    ruleId: 'user-without-group',
    find({ users, wantsGroup }) {
      const alone = wantsGroup ? users.filter((user) => user.provisioned && user.active && !user.inGroup) : [];
      if (alone.length === 0) return null;
      return { what: `${counted(alone.length, 'active user is', 'active users are')} in no group.`, users: alone };
    },
  },
  'nested-groups': {
    id: 'nested-groups',
    title: 'Groups inside groups',
    severity: 'decide',
    why: 'A group is a member of another group. Whether rights pass through to its members is not documented, and here they do not. Entra ID itself provisions only direct members.',
    fix: 'Assign and push the inner groups themselves, with people as their direct members.',
    place: 'groups',
    ruleId: null,
    fidelity: 'assumed',
    find({ nestedGroups }) {
      if (nestedGroups.length === 0) return null;
      const inner = distinct(nestedGroups.map((one) => one.inner));
      const [first] = nestedGroups;
      const example = first === undefined ? '' : `: "${first.inner.name}" is in "${first.outer.name}"`;
      return {
        what: `${counted(inner.length, 'group is a member', 'groups are members')} of other groups${example}.`,
        groups: distinct(nestedGroups.flatMap((one) => [one.inner, one.outer])),
      };
    },
  },
} as const satisfies {
  readonly [K in 'pushed-group-with-rights' | 'service-account-in-scope' | 'user-without-group' | 'nested-groups']: TrapKind<K>;
};
