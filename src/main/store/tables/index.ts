import type { AccountTable, InvitationTable, MailTable, TokenTable } from './access.ts';
import type { MappingFileTable, RuleSettingTable, SandboxSettingTable, UserListTable, WaiverTable } from './choices.ts';
import type {
  ChangeTable,
  GroupRightTable,
  LinkedResourceTable,
  LookupTable,
  MemberTable,
  ResourceTable,
  UndoTable,
} from './directory.ts';
import type {
  ExchangeMarkTable,
  ExchangeRuleTable,
  ExchangeTable,
  ExchangeTagTable,
  LogImportEntryTable,
  LogImportTable,
  LogSessionTable,
  LogStateTable,
  LogTextTable,
  SavedFilterTable,
} from './log.ts';
import type { RehearsalStepTable, RehearsalTable, RunStepTable, RunTable } from './runs.ts';

/** Every table of a sandbox file, by its name there. */
export interface Tables {
  resource: ResourceTable;
  lookup: LookupTable;
  member: MemberTable;
  group_right: GroupRightTable;
  token: TokenTable;
  exchange: ExchangeTable;
  exchange_rule: ExchangeRuleTable;
  change: ChangeTable;
  undo: UndoTable;
  rule_setting: RuleSettingTable;
  account: AccountTable;
  invitation: InvitationTable;
  mail: MailTable;
  sandbox_setting: SandboxSettingTable;
  linked_resource: LinkedResourceTable;
  waiver: WaiverTable;
  user_list: UserListTable;
  mapping_file: MappingFileTable;
  run: RunTable;
  run_step: RunStepTable;
  log_state: LogStateTable;
  log_text: LogTextTable;
  log_session: LogSessionTable;
  exchange_mark: ExchangeMarkTable;
  exchange_tag: ExchangeTagTable;
  saved_filter: SavedFilterTable;
  log_import: LogImportTable;
  log_import_entry: LogImportEntryTable;
  rehearsal: RehearsalTable;
  rehearsal_step: RehearsalStepTable;
}
