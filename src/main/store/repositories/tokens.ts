import type { Selectable } from 'kysely';
import type { OpenDatabase } from '../open-database.ts';
import { prepare } from '../statement.ts';
import type { TokenTable } from '../tables/access.ts';

export type TokenRow = Selectable<TokenTable>;

export function createTokenRepository({ sqlite, db }: OpenDatabase) {
  const insert = prepare<TokenRow>(sqlite, (p) =>
    db.insertInto('token').values({
      id: p.id,
      name: p.name,
      hash: p.hash,
      prefix: p.prefix,
      owner_id: p.owner_id,
      owner_name: p.owner_name,
      created: p.created,
      last_used: p.last_used,
      revoked: p.revoked,
    }),
  );
  const all = prepare<object, TokenRow>(sqlite, () =>
    db
      .selectFrom('token')
      .selectAll()
      .orderBy((e) => e('revoked', 'is not', null))
      .orderBy('created', 'desc')
      .orderBy('id'),
  );
  const byHash = prepare<{ hash: Uint8Array }, TokenRow>(sqlite, (p) =>
    db.selectFrom('token').selectAll().where('hash', '=', p.hash),
  );
  const byId = prepare<{ id: string }, TokenRow>(sqlite, (p) => db.selectFrom('token').selectAll().where('id', '=', p.id));
  const countLive = prepare<{ owner: string }, { n: number }>(sqlite, (p) =>
    db
      .selectFrom('token')
      .select((e) => e.fn.countAll<number>().as('n'))
      .where('owner_id', '=', p.owner)
      .where('revoked', 'is', null),
  );
  const countAllLive = prepare<object, { n: number }>(sqlite, () =>
    db
      .selectFrom('token')
      .select((e) => e.fn.countAll<number>().as('n'))
      .where('revoked', 'is', null),
  );
  const revoke = prepare<{ id: string; at: string }>(sqlite, (p) =>
    db.updateTable('token').set({ revoked: p.at }).where('id', '=', p.id).where('revoked', 'is', null),
  );
  const use = prepare<{ id: string; at: string }>(sqlite, (p) =>
    db.updateTable('token').set({ last_used: p.at }).where('id', '=', p.id),
  );

  return {
    insert: (row: TokenRow): void => void insert.run(row),
    /** live ones first, newest first */
    all: (): TokenRow[] => all.all({}),
    byHash: (hash: Uint8Array): TokenRow | undefined => byHash.get({ hash }),
    byId: (id: string): TokenRow | undefined => byId.get({ id }),
    countLiveOf: (owner: string): number => countLive.get({ owner })?.n ?? 0,
    countLive: (): number => countAllLive.get({})?.n ?? 0,
    /** @returns false when it was revoked before */
    revoke: (id: string, at: string): boolean => revoke.run({ id, at }) > 0,
    setLastUsed: (id: string, at: string): void => use.runLater({ id, at }),
  };
}

export type TokenRepository = ReturnType<typeof createTokenRepository>;
