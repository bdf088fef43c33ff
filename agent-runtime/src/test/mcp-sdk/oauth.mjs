// A server of the official SDK that people sign in to, and its authorization server, which lets in whoever the header x-person
// names. /control shows and changes what it knows. The first line of output is the port.
import { randomUUID } from 'node:crypto';
import express from 'express';
import { InvalidGrantError, InvalidTokenError } from '@modelcontextprotocol/sdk/server/auth/errors.js';
import { requireBearerAuth } from '@modelcontextprotocol/sdk/server/auth/middleware/bearerAuth.js';
import { getOAuthProtectedResourceMetadataUrl, mcpAuthRouter } from '@modelcontextprotocol/sdk/server/auth/router.js';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';

const now = () => Math.floor(Date.now() / 1000);
const clients = new Map();
const codes = new Map();
const accesses = new Map();
const refreshes = new Map();
const seen = { registered: 0, renewed: 0, replayed: 0, revoked: 0, resources: [], sessions: 0 };

/** One sign-in; its refresh token is good once, and one that comes again ends the sign-in. */
function give(grant) {
  const access = `access-${grant.person}-${randomUUID()}`;
  const refresh = `refresh-${grant.person}-${randomUUID()}`;
  accesses.set(access, { grant, expiresAt: now() + 3600 });
  refreshes.set(refresh, { grant, used: false });
  return { access_token: access, token_type: 'bearer', expires_in: 3600, refresh_token: refresh, scope: grant.scopes.join(' ') };
}

const provider = {
  clientsStore: {
    getClient: id => clients.get(id),
    registerClient: client => {
      seen.registered++;
      clients.set(client.client_id, client);
      return client;
    },
  },
  async authorize(client, params, res) {
    const back = new URL(params.redirectUri);
    const person = res.req.headers['x-person'];
    if (person) {
      const code = randomUUID();
      codes.set(code, { client, params, person });
      back.searchParams.set('code', code);
    } else {
      back.searchParams.set('error', 'access_denied');
    }
    back.searchParams.set('state', params.state);
    seen.resources.push(String(params.resource));
    res.redirect(302, back.href);
  },
  async challengeForAuthorizationCode(client, code) {
    if (!codes.has(code)) {
      throw new InvalidGrantError('no such code');
    }
    return codes.get(code).params.codeChallenge;
  },
  async exchangeAuthorizationCode(client, code, verifier, redirectUri, resource) {
    const { params, person, client: owner } = codes.get(code);
    codes.delete(code);
    seen.resources.push(String(resource));
    if (owner.client_id !== client.client_id || redirectUri !== params.redirectUri) {
      throw new InvalidGrantError('the code is another one');
    }
    return give({ person, scopes: params.scopes, resource, ended: false });
  },
  async exchangeRefreshToken(client, token, scopes, resource) {
    const known = refreshes.get(token);
    seen.resources.push(String(resource));
    if (!known || known.grant.ended) {
      throw new InvalidGrantError('no such refresh token');
    }
    if (known.used) {
      seen.replayed++;
      known.grant.ended = true;
      throw new InvalidGrantError('the refresh token comes again');
    }
    known.used = true;
    seen.renewed++;
    return give(known.grant);
  },
  async verifyAccessToken(token) {
    const known = accesses.get(token);
    if (!known || known.grant.ended) {
      throw new InvalidTokenError('no such token');
    }
    const { grant, expiresAt } = known;
    return { token, clientId: 'x', scopes: grant.scopes, expiresAt, resource: grant.resource, extra: { person: grant.person } };
  },
  async revokeToken(client, request) {
    const known = refreshes.get(request.token) ?? accesses.get(request.token);
    if (known) {
      seen.revoked++;
      known.grant.ended = true;
    }
  },
};

function server(person) {
  const made = new Server({ name: 'vault', version: '1' }, { capabilities: { tools: {} } });
  const tools = ['whoami', 'write', `only_${person}`];
  made.setRequestHandler(ListToolsRequestSchema, () => ({ tools: tools.map(name => ({ name, inputSchema: { type: 'object' } })) }));
  made.setRequestHandler(CallToolRequestSchema, (request, call) => ({
    content: [{ type: 'text', text: `${request.params.name} of ${call.authInfo.extra.person}` }],
  }));
  return made;
}

const app = express();
const listening = app.listen(0, '127.0.0.1', () => {
  const issuerUrl = new URL(`http://127.0.0.1:${listening.address().port}`);
  const resourceServerUrl = new URL('/mcp', issuerUrl);
  const unlimited = { rateLimit: false };
  app.use(
    mcpAuthRouter({
      provider,
      issuerUrl,
      resourceServerUrl,
      scopesSupported: ['tools'],
      authorizationOptions: unlimited,
      tokenOptions: unlimited,
      clientRegistrationOptions: unlimited,
      revocationOptions: unlimited,
    }),
  );
  const resourceMetadataUrl = getOAuthProtectedResourceMetadataUrl(resourceServerUrl);
  const bearer = scopes =>
    requireBearerAuth({ verifier: provider, requiredScopes: scopes, resourceMetadataUrl, expectedResource: resourceServerUrl });
  const sessions = new Map();
  app.use('/mcp', express.json(), bearer([]), (request, response, next) =>
    request.body?.params?.name === 'write' ? bearer(['write'])(request, response, next) : next(),
  );
  app.post('/mcp', async (request, response) => {
    const person = request.auth.extra.person;
    const known = sessions.get(request.headers['mcp-session-id']);
    if (known) {
      if (known.person !== person) {
        response.status(403).end('the session is another person\'s');
        return;
      }
      await known.transport.handleRequest(request, response, request.body);
      return;
    }
    const transport = new StreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      onsessioninitialized: begun => void sessions.set(begun, { transport, person }),
    });
    seen.sessions++;
    await server(person).connect(transport);
    await transport.handleRequest(request, response, request.body);
  });
  app.get('/control', (request, response) => {
    const { expire, end } = request.query;
    for (const [, known] of accesses) {
      if (known.grant.person === expire) {
        known.expiresAt = now() - 10;
      }
      if (known.grant.person === end) {
        known.grant.ended = true;
      }
    }
    response.json(seen);
  });
  console.log(listening.address().port);
});
