import type { StoryName } from '#shared/contract/rehearsals.ts';
import { collision } from './collision.ts';
import { connection } from './connection.ts';
import { groups } from './groups.ts';
import { initial } from './initial.ts';
import { joiner } from './joiner.ts';
import { leaver } from './leaver.ts';
import { mover } from './mover.ts';
import { quarantine } from './quarantine.ts';
import { rehire } from './rehire.ts';
import type { Story } from './step.ts';

export const stories: Readonly<Record<StoryName, Story>> = {
  connection,
  initial,
  joiner,
  mover,
  leaver,
  rehire,
  groups,
  collision,
  quarantine,
};
