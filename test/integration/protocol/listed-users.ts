import { beforeAll } from 'vitest';
import { ENTERPRISE, created, group, user } from '../../support/scim-answers.ts';
import type { withHost } from '../../support/with-host.ts';

/** A filter that finds just these users. */
export const OWN = 'userName sw "list-"';
export const NAMES = Array.from({ length: 25 }, (_, index) => `list-${String(index).padStart(2, '0')}`);
/** two of three have a title, and each title is that of several: ties and gaps */
const titleOf = (index: number) => (index % 3 === 0 ? undefined : ['beta', 'Alpha', 'gamma', 'BETA'][index % 4]);

/** Puts them there before the tests of the file, with two groups beside them. */
export function withListedUsers(running: ReturnType<typeof withHost>): void {
  beforeAll(async () => {
    for (const [index, name] of NAMES.entries()) {
      const title = titleOf(index);
      await created(
        running.client,
        '/Users',
        user(name, {
          ...(title === undefined ? {} : { title }),
          name: { familyName: `F${String(99 - index)}`, givenName: 'G' },
          emails: [
            { value: `z${index}@contoso.example`, type: 'home' },
            { value: `${String(99 - index)}@contoso.example`, type: 'work', primary: true },
          ],
          [ENTERPRISE]: { department: index % 2 === 0 ? 'Even' : 'Odd', employeeNumber: String(index) },
        }),
      );
    }
    await created(running.client, '/Groups', group('list-group-b'));
    await created(running.client, '/Groups', group('list-group-a'));
  });
}
