import { hoursToRetry, quarantinesAtOnce } from '../entra-job.ts';
import { Refused } from '../wire/refused.ts';
import { isObject } from '../../scim/json.ts';
import { checkStored } from './check-stored.ts';
import { NotAsExpected, type Step, type Story, insist } from './step.ts';
import { type World, ensureAssigned } from './world.ts';

export const quarantine: Story = {
  name: 'quarantine',
  begins: null,
  steps: (world) => [revoked(world), ...(world.provider.idp === 'entra' ? [retried(world)] : []), recovered(world)],
};

function revoked(world: World): Step {
  const { provider } = world;
  const isEntra = provider.idp === 'entra';
  return {
    say: `The token is revoked, and ${provider.name} goes on with it.`,
    expect: `Every request is refused with 401 and a SCIM error${isEntra ? '; the job goes into quarantine at once' : ''}.`,
    async run() {
      const { reply, notes } = await refusal(world);
      const quarantined = isEntra && quarantinesAtOnce(reply.status);
      return {
        told: quarantined
          ? 'It was refused with 401. Entra ID quarantines the job at once and mails the notification address.'
          : `It was refused with 401. ${provider.name} shows the failure to its admin.`,
        notes,
      };
    },
  };
}

/** Bad credentials lead to quarantine at once; then Entra ID retries less and less often. */
function retried(world: World): Step {
  const hours = hoursToRetry(1) ?? 0;
  return {
    say: `Entra ID tries again after ${hours} hours, with the same token.`,
    expect: 'It is refused in the same way; the job stays in quarantine, and is disabled after 28 days.',
    async run() {
      await refusal(world);
      return {
        told: `It was refused again. The next tries come after ${hoursToRetry(2)} and ${hoursToRetry(3)} hours, then daily.`,
      };
    },
  };
}

function recovered(world: World): Step {
  const { provider, driver, cast, people } = world;
  return {
    say: `The admin enters the right token again; ${provider.name} delivers what had waited.`,
    expect: 'The connection test passes, and the change that could not be sent arrives.',
    async run() {
      await driver.begin('cycle');
      if (provider.idp !== 'jumpcloud') await driver.test();
      await ensureAssigned(world, cast.second);
      const next = people.change(cast.second, { givenName: 'Renée' });
      await driver.change(next);
      const notes = await checkStored(world, next);
      return {
        told: `${provider.idp === 'entra' ? 'The quarantine is over. ' : ''}The change that had waited has arrived.`,
        notes,
      };
    },
  };
}

async function refusal({ strangersDriver, provider }: World): Promise<{ reply: Refused['reply']; notes: string[] }> {
  try {
    if (provider.idp === 'entra') await strangersDriver.begin('cycle');
    else await strangersDriver.test();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { reply } = error;
    insist(reply.status === 401, `A token that is not known was answered with ${reply.status} instead of 401.`);
    const isScim = isObject(reply.json) && reply.json['status'] === '401';
    const challenge = reply.headers.some(({ name }) => name.toLowerCase() === 'www-authenticate');
    return {
      reply,
      notes: [
        ...(isScim ? [] : ['The answer has no SCIM error with `status` "401" in it, which Okta asks for.']),
        ...(challenge ? [] : ['The answer has no `WWW-Authenticate` header (RFC 9110 §11.6.1).']),
      ],
    };
  }
  throw new NotAsExpected('A token that is not known was accepted. Anybody could provision here.');
}
