// Servers of the official SDK, one a path. The first line of output is the port.
import { randomUUID } from 'node:crypto';
import http from 'node:http';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { SSEServerTransport } from '@modelcontextprotocol/sdk/server/sse.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { CallToolRequestSchema, EmptyResultSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';

const TOOLS = 70;
const PAGE = 5;
const SCHEMA = { type: 'object', properties: { word: { type: 'string' } }, required: ['word'] };

/** 70 tools in pages of 5: they say what they are told; t1 fails, t2 asks the client meanwhile whether it is there. */
function server() {
  const made = new Server({ name: 'seventy', version: '1' }, { capabilities: { tools: {} } });
  made.setRequestHandler(ListToolsRequestSchema, request => {
    const from = Number(request.params?.cursor ?? 0);
    const to = Math.min(TOOLS, from + PAGE);
    const tools = Array.from({ length: to - from }, (_, at) => ({ name: `t${from + at}`, inputSchema: SCHEMA }));
    return to < TOOLS ? { tools, nextCursor: String(to) } : { tools };
  });
  made.setRequestHandler(CallToolRequestSchema, async (request, call) => {
    const { name, arguments: given } = request.params;
    if (name === 't1') {
      return { isError: true, content: [{ type: 'text', text: `no ${given.word} here` }] };
    }
    if (name === 't2') {
      await call.sendRequest({ method: 'ping' }, EmptyResultSchema);
    }
    if (name === 't3') {
      throw new Error(`${given.word} is not a word`);
    }
    return { content: [{ type: 'text', text: `${name} says ${given.word}` }] };
  });
  return made;
}

function refuse(response, status, message) {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ jsonrpc: '2.0', error: { code: -32000, message }, id: null }));
}

async function text(request) {
  let read = '';
  for await (const piece of request) {
    read += piece;
  }
  return read ? JSON.parse(read) : undefined;
}

/** As the SDK's examples do it: sessions are kept by their id, and a message of none is 400. */
function stateful(json, forgetEvery) {
  const sessions = new Map();
  let calls = 0;
  return async (request, response) => {
    const body = await text(request);
    const id = request.headers['mcp-session-id'];
    if (forgetEvery && id && body?.id !== undefined && ++calls % forgetEvery === 0) {
      sessions.delete(id);
    }
    if (id && sessions.has(id)) {
      return sessions.get(id).handleRequest(request, response, body);
    }
    if (id || body?.method !== 'initialize') {
      return refuse(response, 400, 'Bad Request: No valid session ID provided');
    }
    const transport = new StreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      enableJsonResponse: json,
      onsessioninitialized: begun => void sessions.set(begun, transport),
    });
    await server().connect(transport);
    return transport.handleRequest(request, response, body);
  };
}

function stateless(json) {
  return async (request, response) => {
    const body = await text(request);
    const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined, enableJsonResponse: json });
    response.on('close', () => void transport.close());
    await server().connect(transport);
    return transport.handleRequest(request, response, body);
  };
}

/** The first version's transport: GET opens the stream, messages are posted to the address that it names. */
function older(path, posts, hangUpEvery) {
  const streams = new Map();
  let calls = 0;
  return {
    [path]: async (request, response) => {
      if (request.method !== 'GET') {
        response.writeHead(405).end('Method Not Allowed');
        return;
      }
      const transport = new SSEServerTransport(posts, response);
      streams.set(transport.sessionId, transport);
      response.on('close', () => streams.delete(transport.sessionId));
      await server().connect(transport);
    },
    [posts]: async (request, response) => {
      const transport = streams.get(new URL(request.url, 'http://localhost').searchParams.get('sessionId'));
      if (!transport) {
        response.writeHead(404).end('No transport found for sessionId');
        return;
      }
      const body = await text(request);
      if (hangUpEvery && body.id !== undefined && body.method !== 'initialize' && ++calls % hangUpEvery === 0) {
        response.writeHead(404).end('No transport found for sessionId');
        await transport.close();
        return;
      }
      await transport.handlePostMessage(request, response, body);
    },
  };
}

const paths = {
  '/stateful': stateful(false),
  '/stateful-json': stateful(true),
  '/forgetful': stateful(false, 3),
  '/forgetful-json': stateful(true, 3),
  '/stateless': stateless(false),
  '/stateless-json': stateless(true),
  ...older('/sse', '/messages'),
  ...older('/sse-forgetful', '/messages-forgetful', 3),
};

const listening = http.createServer((request, response) => {
  const path = new URL(request.url, 'http://localhost').pathname;
  const handle = paths[path];
  if (!handle) {
    response.writeHead(404).end();
    return;
  }
  handle(request, response).catch(failure => {
    console.error(path, failure);
    if (!response.headersSent) {
      refuse(response, 500, String(failure));
    }
  });
});
listening.listen(0, '127.0.0.1', () => console.log(listening.address().port));
