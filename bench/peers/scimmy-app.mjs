// What both scimmy peers share: express, the routers, a bearer check, and a ready line with the port.
import express from 'express';
import SCIMMY from 'scimmy';
import SCIMMYRouters from 'scimmy-routers';

/** @param {{ ingress: (resource: any, data: any) => any, egress: (resource: any) => any, degress: (resource: any) => any }} handlers */
export function serveScimmy(handlers) {
  SCIMMY.Resources.declare(SCIMMY.Resources.User).ingress(handlers.ingress).egress(handlers.egress).degress(handlers.degress);
  const app = express();
  app.use(
    '/scim/v2',
    new SCIMMYRouters({
      type: 'bearer',
      handler: (request) => {
        if (request.header('Authorization') !== `Bearer ${process.env['BENCH_TOKEN']}`) throw new Error('wrong token');
        return 'bench';
      },
    }),
  );
  const server = app.listen(0, '127.0.0.1', () => {
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    process.stdout.write(`${JSON.stringify({ scim: `http://127.0.0.1:${address.port}/scim/v2` })}\n`);
  });
}

export function notFound(/** @type {string} */ id) {
  return new SCIMMY.Types.Error(404, '', `Resource ${id} not found`);
}

export function conflict() {
  return new SCIMMY.Types.Error(409, 'uniqueness', 'userName is taken');
}
