import { describe, expect, test } from 'vitest';
import { TrapId } from '#shared/contract/traps.ts';
import { describeRule } from '#main/rules/catalogue.ts';
import type { PersonFact, TrafficFact, TrapFacts } from '#main/traps/facts.ts';
import { findTraps, trapKinds } from '#main/traps/find-traps.ts';

const none: TrapFacts = {
  singleSignOn: 'unanswered',
  wantsGroup: true,
  users: [],
  groupCount: 0,
  privilegedGroups: [],
  tokenOwners: [],
  nestedGroups: [],
  traffic: [],
  lowerCased: [],
  dotted: [],
  refusedForMail: [],
  mappings: [],
};

function person(name: string, more: Partial<PersonFact> = {}): PersonFact {
  return {
    id: `id-${name}`,
    name,
    workEmail: name,
    active: true,
    provisioned: true,
    hasActive: true,
    wantsInvitation: false,
    inGroup: true,
    canLogIn: true,
    ...more,
  };
}

function call(id: number, more: Partial<TrafficFact> = {}): TrafficFact {
  return { id, idp: 'entra', method: 'POST', status: 201, resourceType: 'User', ...more };
}

const find = (facts: Partial<TrapFacts>) => findTraps({ ...none, ...facts });
const ids = (facts: Partial<TrapFacts>) => find(facts).items.map(({ id }) => id);

describe('every kind of trap', () => {
  test('is of the contract, rests on a rule that exists or says how sure it is, and is written in sentences', () => {
    expect(Object.keys(trapKinds).toSorted()).toEqual(TrapId.options.toSorted());
    for (const { id, why, fix, ruleId, ...kind } of Object.values(trapKinds)) {
      if (ruleId === null) expect('fidelity' in kind, id).toBe(true);
      else expect(describeRule(ruleId), id).toBeDefined();
      expect(`${why}\n${fix}`, id).toMatch(/^[A-Z`][^]*\.\n[A-Z][^]*\.$/);
      expect(why + fix, id).not.toMatch(/Meisterplan will/i);
    }
  });

  test('is absent where nothing was gathered, and all are named as looked for', () => {
    expect(find({})).toMatchObject({ items: [], idp: null });
    expect(find({}).clean).toHaveLength(TrapId.options.length);
  });

  test('can be told by the mappings alone, before anything was sent', () => {
    for (const trap of TrapId.options) {
      const [found] = find({ mappings: [{ trap, attribute: 'userName' }] }).items;
      expect(found).toMatchObject({ id: trap, evidence: { mappings: ['userName'] } });
      expect(found?.what).toContain('userName');
    }
  });
});

describe('local users', () => {
  test('are not what an identity provider is judged by', () => {
    const local = person('a@x', { provisioned: false, hasActive: false, inGroup: false, canLogIn: false, workEmail: null });
    expect(ids({ users: [local], singleSignOn: 'on' })).toEqual([]);
  });
});

describe('leavers', () => {
  test('active that came with one of many is mapped', () => {
    expect(ids({ users: [person('a', { hasActive: false }), person('b')] })).toEqual([]);
    expect(ids({ users: [person('a', { hasActive: false })] })).toEqual(['active-never-sent']);
  });

  test('a refused deletion is none, and that of a group neither', () => {
    const users = [person('a')];
    const refused = call(2, { method: 'DELETE', status: 404 });
    const group = call(3, { method: 'DELETE', status: 204, resourceType: 'Group' });
    expect(ids({ users, traffic: [call(1), refused, group] })).toEqual(['no-deletion']);
    expect(ids({ users, traffic: [call(1), call(2, { method: 'DELETE', status: 204 })] })).toEqual([]);
  });

  test('only those who are known to keep users are told of', () => {
    const users = [person('a')];
    expect(ids({ users, traffic: [call(1, { idp: 'onelogin' })] })).toEqual([]);
    expect(ids({ users, traffic: [call(1, { idp: 'okta' })] })).toEqual(['no-deletion']);
  });
});

describe('a report', () => {
  test('lists what must be solved first, then what must be decided, then what is good to know', () => {
    const users = [person('a', { inGroup: false, canLogIn: false })];
    const { items } = find({ users, traffic: [call(1)] });
    expect(items.map(({ severity }) => severity)).toEqual(['solve', 'decide', 'know']);
  });

  test('leads the way in the words of the identity provider that called most, and of none that is unknown', () => {
    const users = [person('a', { canLogIn: false })];
    const traffic = [call(1, { idp: 'okta' }), call(2, { idp: 'okta' }), call(3), call(4, { idp: 'google' })];
    const okta = find({ users, traffic });
    expect(okta.idp).toBe('okta');
    expect(okta.items[0]?.clickPath).toEqual(['Provisioning', 'To App', 'Attribute Mappings']);
    expect(find({ users, traffic: [call(1, { idp: 'google' })] }).items[0]?.clickPath).toBeNull();
  });

  test('names each user and exchange once, the newest exchange first, and counts what it does not list', () => {
    const sighting = (exchangeId: number) => ({ exchangeId, resource: { id: 'a', name: 'a@x' }, attribute: 'urn:x:User:y' });
    const dotted = Array.from({ length: 30 }, (_, index) => sighting(index + 1));
    const [found] = find({ dotted: [...dotted, sighting(30)] }).items;
    expect(found?.evidence.users).toEqual({ items: [{ id: 'a', name: 'a@x' }], total: 1 });
    expect(found?.evidence.exchanges.total).toBe(30);
    expect(found?.evidence.exchanges.ids.slice(0, 3)).toEqual([30, 29, 28]);
    expect(found?.evidence.exchanges.ids).toHaveLength(20);
  });
});
