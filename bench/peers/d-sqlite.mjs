// Peer D: scimmy on better-sqlite3 (WAL, NORMAL), `eq` on userName and e-mail answered from an index.
import { randomUUID } from 'node:crypto';
import Database from 'better-sqlite3';
import { conflict, notFound, serveScimmy } from './scimmy-app.mjs';

const db = new Database(process.env['BENCH_FILE'] ?? ':memory:');
db.pragma('journal_mode = WAL');
db.pragma('synchronous = NORMAL');
db.exec('create table user (id text primary key, name text unique, email text, doc text); create index email on user (email)');
const insert = db.prepare('insert into user values (?, ?, ?, ?)');
const update = db.prepare('update user set name = ?, email = ?, doc = ? where id = ?');
const byId = db.prepare('select doc from user where id = ?').pluck();
const byName = db.prepare('select doc from user where name = ?').pluck();
const byEmail = db.prepare('select doc from user where email = ?').pluck();
const everyone = db.prepare('select doc from user order by rowid').pluck();
const remove = db.prepare('delete from user where id = ?');

const parse = (/** @type {any} */ doc) => JSON.parse(doc);
const emailOf = (/** @type {any} */ user) => user.emails?.[0]?.value?.toLowerCase() ?? null;

serveScimmy({
  ingress(resource, data) {
    const now = new Date().toISOString();
    const plain = JSON.parse(JSON.stringify(data));
    if (resource.id === undefined) {
      const user = { ...plain, id: randomUUID(), meta: { created: now, lastModified: now } };
      try {
        insert.run(user.id, user.userName.toLowerCase(), emailOf(user), JSON.stringify(user));
      } catch {
        throw conflict();
      }
      return user;
    }
    const known = byId.get(resource.id);
    if (known === undefined) throw notFound(resource.id);
    const user = { ...plain, id: resource.id, meta: { created: parse(known).meta.created, lastModified: now } };
    update.run(user.userName.toLowerCase(), emailOf(user), JSON.stringify(user), user.id);
    return user;
  },
  egress(resource) {
    if (resource.id !== undefined) {
      const doc = byId.get(resource.id);
      if (doc === undefined) throw notFound(resource.id);
      return parse(doc);
    }
    const indexed = indexedEquality(resource.filter);
    if (indexed !== null) return indexed.map(parse);
    const all = everyone.all().map(parse);
    return resource.filter === undefined ? all : resource.filter.match(all);
  },
  degress(resource) {
    remove.run(resource.id);
  },
});

/** @param {any} filter what scimmy parsed: `[{ userName: ['eq', 'x'] }]` */
function indexedEquality(filter) {
  if (filter === undefined || filter.length !== 1) return null;
  const [clause] = filter;
  const name = clause.userName;
  if (Array.isArray(name) && name[0] === 'eq') return byName.all(String(name[1]).toLowerCase());
  const email = clause.emails?.value;
  if (Array.isArray(email) && email[0] === 'eq') return byEmail.all(String(email[1]).toLowerCase());
  return null;
}
