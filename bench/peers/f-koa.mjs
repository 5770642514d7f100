// Floor F: a bare Koa handler that answers fixed JSON.
import Koa from 'koa';

const body = JSON.stringify({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  id: '1',
  userName: 'fixed@contoso.example',
});
const app = new Koa();
app.use((ctx) => {
  ctx.set('content-type', 'application/scim+json');
  ctx.body = body;
});
const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  process.stdout.write(`${JSON.stringify({ scim: `http://127.0.0.1:${address.port}/scim/v2` })}\n`);
});
