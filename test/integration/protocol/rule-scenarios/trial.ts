import { created, freshName, group } from '../../../support/scim-answers.ts';
import { type ScimAnswer, type ScimBody, minimalUser } from '../../../support/scim-client.ts';
import type { Running } from '../../../support/with-host.ts';

export interface Scenario {
  /** does the same under every setting, and says what came of it */
  readonly act: () => Promise<unknown>;
  readonly expected: Readonly<Record<string, unknown>>;
}

/** By the id of the rule. */
export type Scenarios = Readonly<Record<string, Scenario>>;

export type Trial = ReturnType<typeof trialOn>;

/** What a scenario does over and over: makes people and teams, and looks at what an answer and its line of the log say. */
export function trialOn(running: Running) {
  /** Codes of the findings of the newest exchange. */
  const findings = async (): Promise<{ code: string; ruleId: string | null }[]> => {
    const [row] = (await running.console.exchanges.list({ limit: 1 })).items;
    return (await running.console.exchanges.get({ id: row?.id ?? 0 })).findings;
  };
  const told = async (code: string) => (await findings()).some((finding) => finding.code === code);
  /** What a client sees of an answer; a refusal must name its rule in the log. */
  async function seen(answer: ScimAnswer): Promise<string> {
    if (answer.status < 400) return String(answer.status);
    const refusal = (await findings()).find((finding) => finding.ruleId !== null);
    return [answer.status, answer.json().scimType ?? '-', refusal?.ruleId].join(' ');
  }
  const person = (more: object = {}) => created(running.client, '/Users', { ...minimalUser(freshName('person')), ...more });
  const team = (members: string[] = []) =>
    created(running.client, '/Groups', group(freshName('team'), { members: members.map((value) => ({ value })) }));
  return { running, told, seen, person, team };
}

/** The ids of the members that a group has. */
export const memberIds = (body: ScimBody) => ((body['members'] ?? []) as { value: string }[]).map((one) => one.value);
