import { PasswordPolicyError } from '../account/password.ts';
import type { EventHub } from '../console/event-hub.ts';
import { type Link, acceptInvitation, findLink } from '../mail/accept.ts';
import type { Invitations } from '../mail/invitations.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { Clock } from '../service/ports.ts';
import { perform } from './act.ts';

/** The links of a sandbox's invitations. A password that is set with one is a line of the user's history. */
export function createInvitations({ sandbox, events, clock }: { sandbox: Sandbox; events: EventHub; clock: Clock }): Invitations {
  const accept = (secret: string, password: string): Link => {
    const model = sandbox.profile.byName('User');
    if (model === undefined) return { state: 'unknown' };
    const now = clock.now().toISOString();
    return perform<Link>(sandbox, model, now, ({ tx, changes }) => {
      const link = findLink(tx, secret);
      if (link.state !== 'pending') return { result: link, deed: '' };
      acceptInvitation(tx, link, password, now);
      const { id, type, version, doc } = link.user;
      // A password is no part of the resource, so its version stays.
      const same = { version, before: doc, after: doc };
      changes.push({ resourceType: type, resourceId: id, resourceName: link.userName, kind: 'updated', ...same });
      return { result: link, by: link.userName, deed: 'set a password with the link of the invitation' };
    }).result;
  };
  return {
    open(secret) {
      const link = sandbox.store.read((tx) => findLink(tx, secret));
      return {
        state: link.state,
        language: link.state === 'unknown' ? null : link.language,
        userName: link.state === 'pending' ? link.userName : '',
      };
    },
    accept(secret, password) {
      try {
        const link = accept(secret, password);
        if (link.state !== 'pending') return link.state;
        events.publish({ type: 'mails.changed' });
        events.publish({ type: 'directory.changed', resourceType: 'User', resourceIds: [link.user.id] });
        return 'set';
      } catch (error) {
        if (error instanceof PasswordPolicyError) return 'refused';
        throw error;
      }
    },
  };
}
