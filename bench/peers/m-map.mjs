// Peer M: scimmy on a Map, filtering as its documentation shows.
import { randomUUID } from 'node:crypto';
import { conflict, notFound, serveScimmy } from './scimmy-app.mjs';

const users = new Map();
const names = new Set();

serveScimmy({
  ingress(resource, data) {
    const now = new Date().toISOString();
    const id = resource.id ?? randomUUID();
    const known = users.get(id);
    if (known === undefined) {
      if (resource.id !== undefined) throw notFound(id);
      if (names.has(data.userName.toLowerCase())) throw conflict();
      names.add(data.userName.toLowerCase());
    }
    const user = { ...JSON.parse(JSON.stringify(data)), id, meta: { created: known?.meta.created ?? now, lastModified: now } };
    users.set(id, user);
    return user;
  },
  egress(resource) {
    if (resource.id !== undefined) {
      const user = users.get(resource.id);
      if (user === undefined) throw notFound(resource.id);
      return user;
    }
    const all = [...users.values()];
    return resource.filter === undefined ? all : resource.filter.match(all);
  },
  degress(resource) {
    users.delete(resource.id);
  },
});
