import type { Idp } from '#shared/contract/exchanges.ts';
import type { Check, CutOverSheet, Region, Sender } from '#shared/contract/golive.ts';
import type { MappingReport, MappingVerdict } from '#shared/contract/mappings.ts';
import type { Trap } from '#shared/contract/traps.ts';
import type { BlastCategory, BlastRow, UserListInfo } from '#shared/contract/user-list.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { nameOfIdp } from '../checklist/check-kind.ts';
import { cutOverSheet } from '../cut-over/sheet.ts';
import type { Blast } from '../blast-radius/compare.ts';
import type { ChangedRule, GoLiveFacts } from '../facts.ts';
import type { Readiness } from '../readiness.ts';

interface MappingFacts {
  readonly sentence: string;
  readonly outcome: MappingReport['outcome'];
  readonly rows: readonly {
    readonly resourceType: string;
    readonly attribute: string;
    readonly verdict: MappingVerdict;
    readonly findings: readonly string[];
  }[];
}

/** All that the report says, and all that its hash covers. It holds no time of printing, so the same state gives the same hash. */
export interface ReportFacts {
  readonly tool: { readonly name: 'SCIM Rehearsal'; readonly version: string };
  readonly sandbox: { readonly name: string; readonly profile: string };
  readonly pseudonymised: boolean;
  readonly rehearsed: {
    readonly idp: Idp | null;
    readonly idpName: string;
    readonly region: Region;
    readonly senders: readonly Sender[];
    readonly period: { readonly from: string; readonly to: string } | null;
    readonly counts: GoLiveFacts['counts'];
    readonly singleSignOn: GoLiveFacts['singleSignOn'];
    readonly bounded: boolean;
  };
  readonly ready: boolean;
  readonly sentence: string;
  readonly checklist: readonly Check[];
  readonly traps: readonly Trap[];
  readonly mappings: {
    readonly observed: MappingFacts | null;
    readonly imported: (MappingFacts & { readonly name: string }) | null;
  };
  readonly blastRadius: {
    readonly list: UserListInfo;
    readonly sentence: string;
    readonly counts: readonly { readonly category: BlastCategory; readonly count: number }[];
    readonly rows: readonly BlastRow[];
    readonly left: number;
  } | null;
  readonly rules: readonly ChangedRule[];
  readonly cutOver: CutOverSheet;
}

/** How many rows of the blast radius are printed; the others are only counted. */
const ROWS = 300;

/** Puts together what the report says. Pure. */
export function reportFacts(
  sandbox: Sandbox,
  { facts, checklist, settings, observed, imported }: Readiness,
  blast: Blast | null,
  version: string,
): ReportFacts {
  return {
    tool: { name: 'SCIM Rehearsal', version },
    sandbox: { name: sandbox.name, profile: sandbox.profile.name },
    pseudonymised: false,
    rehearsed: {
      idp: facts.idp,
      idpName: facts.idp === null ? 'No identity provider was recognised' : nameOfIdp(facts.idp),
      region: settings.region,
      senders: facts.senders,
      period: periodOf(facts.senders),
      counts: facts.counts,
      singleSignOn: facts.singleSignOn,
      bounded: facts.bounded,
    },
    ready: checklist.ready,
    sentence: checklist.sentence,
    checklist: checklist.items,
    traps: facts.traps,
    mappings: {
      observed: observed === null ? null : mappingFacts(observed),
      imported: imported === null ? null : { name: imported.name, ...mappingFacts(imported.report) },
    },
    blastRadius: blast === null ? null : blastFacts(blast),
    rules: facts.rules,
    cutOver: cutOverSheet(sandbox.profile, facts.idp, settings.region),
  };
}

function periodOf(senders: readonly Sender[]): ReportFacts['rehearsed']['period'] {
  const from = senders.map(({ first }) => first).toSorted()[0];
  const to = senders
    .map(({ last }) => last)
    .toSorted()
    .at(-1);
  return from === undefined || to === undefined ? null : { from, to };
}

function mappingFacts({ sentence, outcome, rows }: MappingReport): MappingFacts {
  return {
    sentence,
    outcome,
    rows: rows.map(({ resourceType, attribute, verdict, findings }) => ({
      resourceType,
      attribute,
      verdict,
      findings: findings.filter(({ severity }) => severity !== 'hint').map(({ what }) => what),
    })),
  };
}

function blastFacts({ list, sentence, counts, rows }: Blast): ReportFacts['blastRadius'] {
  const told = rows.filter(({ category, consequences }) => category !== 'matched' || consequences.length > 0);
  return { list, sentence, counts, rows: told.slice(0, ROWS), left: Math.max(0, told.length - ROWS) };
}
