import type { Migration } from 'kysely/migration';
import { initial } from './0010-initial.ts';
import { accounts } from './0020-accounts.ts';
import { log } from './0050-log.ts';
import { runs } from './0060-runs.ts';
import { mappingFiles } from './0070-mapping-files.ts';
import { rehearsals } from './0080-rehearsals.ts';
import { waivers } from './0100-waivers.ts';
import { userList } from './0101-user-list.ts';
import { ownTraffic } from './0110-own-traffic.ts';
import { undos } from './0111-undos.ts';
import { rehearsalDrills } from './0120-rehearsal-drills.ts';

/** Forward only, never edited after release. A static map, because a file provider finds nothing once bundled. */
export const migrations: Record<string, Migration> = {
  '0010-initial': initial,
  '0020-accounts': accounts,
  '0050-log': log,
  '0060-runs': runs,
  '0070-mapping-files': mappingFiles,
  '0080-rehearsals': rehearsals,
  '0100-waivers': waivers,
  '0101-user-list': userList,
  '0110-own-traffic': ownTraffic,
  '0111-undos': undos,
  '0120-rehearsal-drills': rehearsalDrills,
};
