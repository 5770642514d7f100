import type { ListedUser } from '#shared/contract/user-list.ts';
import type { Company } from './person.ts';

/** The people of a company as a list of users, each with the groups that it is in. */
export function listedPeople(company: Company): ListedUser[] {
  const groups = Array.from({ length: company.size }, (): string[] => []);
  for (const { name, members } of company.groups) for (const index of members) groups[index]?.push(name);
  return groups.map((names, index) => {
    const { userName, mail, givenName, familyName, active } = company.person(index);
    return { userName, email: mail, givenName, familyName, groups: names, active };
  });
}
