// A small chat completions server around llama.cpp, which answers as llama.cpp's own server does. For LlamaIT, GET /calls tells what llama.cpp
// was given and what it made of it, in the order in which the calls ended.
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import llama from '@fugood/llama.node';
import { writeModel } from './model.mjs';

const PORT = Number(process.env.PORT);
const CONTEXT = Number(process.env.CONTEXT);
const SEED = Number(process.env.SEED);
const FILE = 'nonsense.gguf';
const FINGERPRINT = `b${llama.BuildInfo.number}-${llama.BuildInfo.commit}`;

writeModel(FILE, { seed: 7, template: readFileSync('chat-template.jinja', 'utf8') });
let model = await load();
const calls = [];
let underWay = 0;
let last = Promise.resolve();

function load() {
  return llama.loadModel({
    model: FILE, n_ctx: CONTEXT, n_batch: CONTEXT, n_threads: 1, ctx_shift: false, flash_attn_type: 'off', cache_type_k: 'f32', cache_type_v: 'f32',
  });
}

class Refusal extends Error {
  constructor(status, type, message, more = {}) {
    super(message);
    this.status = status;
    this.body = { error: { code: status, message, type, ...more } };
  }
}

/** One call at a time, in their order: the model has one slot. */
function inTurn(work) {
  const mine = last.then(work);
  last = mine.catch(() => {});
  return mine;
}

/** What the binding takes, of what the API has. */
function options(body) {
  const given = {
    messages: body.messages,
    tools: body.tools?.length ? body.tools : undefined,
    // llama.cpp knows no call of one named function
    tool_choice: typeof body.tool_choice === 'string' ? body.tool_choice : 'auto',
    parallel_tool_calls: body.parallel_tool_calls ?? false,
    response_format: format(body.response_format),
    reasoning_format: 'none',
    n_predict: body.max_tokens ?? -1,
    temperature: body.temperature,
    top_p: body.top_p,
    penalty_freq: body.frequency_penalty,
    penalty_present: body.presence_penalty,
    seed: body.seed ?? SEED,
    grammar: body.grammar,
    // the binding would keep the last call's
    grammar_lazy: false,
    stop: body.stop === undefined ? [] : [body.stop].flat(),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== null));
}

async function complete(body, call, connection, onDelta) {
  const asked = options(body);
  let formatted;
  try {
    formatted = model.getFormattedChat(asked.messages, null, asked);
  } catch (refused) {
    throw new Refusal(500, 'server_error', refused.message);
  }
  call.prompt = formatted.prompt;
  call.grammar = formatted.grammar;
  call.prompt_tokens = (await model.tokenize(formatted.prompt)).tokens.length;
  if (call.prompt_tokens >= CONTEXT) {
    throw new Refusal(400, 'exceed_context_size_error',
      `request (${call.prompt_tokens} tokens) exceeds the available context size (${CONTEXT} tokens), try increasing it`,
      { n_prompt_tokens: call.prompt_tokens, n_ctx: CONTEXT });
  }
  if (body.cache_prompt === false) model.clearCache(true);
  const stop = () => model.stopCompletion();
  connection.once('close', stop);
  const made = { content: '', tool_calls: [] };
  try {
    const result = await model.completion(asked, piece => delta(made, piece, onDelta));
    delta(made, finished(result, asked), onDelta);
    call.raw = result.text;
    call.completion_tokens = generated(result);
    call.evaluated = result.tokens_evaluated - result.tokens_predicted;
    call.cached_tokens = Math.max(0, call.prompt_tokens - result.timings.prompt_n);
    call.end = result.interrupted ? 'cancelled' : end(result, made);
    return { ...made, finish_reason: call.end };
  } catch (failure) {
    // the binding takes no other call after a failed one
    await model.release().catch(() => {});
    model = await load();
    throw failure;
  } finally {
    connection.off('close', stop);
  }
}

/** All tokens, as llama.cpp's server counts them: the binding leaves out the first one after a prompt, and the mark that ends the turn. */
function generated(result) {
  const first = result.text !== '' && result.timings.prompt_n > 1 ? 1 : 0;
  return first + result.tokens_predicted + (result.stopped_eos ? 1 : 0);
}

/** What could not be parsed is content, broken characters included; where tools are offered, what was parsed on the way stays. */
function finished(result, asked) {
  return result.content === undefined && !asked.tools ? { content: result.text } : result;
}

/** An object without a schema is any object. */
function format(asked) {
  return asked?.type === 'json_object' ? { schema: { type: 'object' }, ...asked } : asked;
}

function end(result, made) {
  if (!result.stopped_eos && !result.stopped_words) return 'length';
  return made.tool_calls.length ? 'tool_calls' : 'stop';
}

/** Tells what came since the last piece: each piece is parsed from the beginning. */
function delta(made, piece, onDelta) {
  const content = piece.content ?? '';
  if (content.length > made.content.length && content.startsWith(made.content)) {
    onDelta({ content: content.slice(made.content.length) });
    made.content = content;
  }
  (piece.tool_calls ?? []).forEach(({ function: { name, arguments: text } }, index) => {
    const known = made.tool_calls[index];
    if (!known) {
      const id = randomBytes(16).toString('hex');
      made.tool_calls[index] = { id, type: 'function', function: { name, arguments: text } };
      onDelta({ tool_calls: [{ index, ...made.tool_calls[index] }] });
    } else if (text.startsWith(known.function.arguments) && text !== known.function.arguments) {
      onDelta({ tool_calls: [{ index, function: { arguments: text.slice(known.function.arguments.length) } }] });
      known.function.arguments = text;
    }
  });
}

function usage(call) {
  return {
    completion_tokens: call.completion_tokens,
    prompt_tokens: call.prompt_tokens,
    total_tokens: call.prompt_tokens + call.completion_tokens,
    prompt_tokens_details: { cached_tokens: call.cached_tokens },
  };
}

async function chatCompletions(request, response) {
  const body = JSON.parse(await read(request));
  const call = { request: body };
  const id = `chatcmpl-${randomBytes(16).toString('hex')}`;
  const frame = (object, more) => ({
    ...more, created: Math.floor(Date.now() / 1000), id, model: body.model, system_fingerprint: FINGERPRINT, object,
  });
  const chunk = more => {
    if (!response.headersSent) response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.write(`data: ${JSON.stringify(frame('chat.completion.chunk', more))}\n\n`);
  };
  const choice = (content, finish) => ({ choices: [{ finish_reason: finish, index: 0, delta: content }] });
  underWay++;
  try {
    await inTurn(async () => {
      if (response.destroyed) {
        call.end = 'cancelled';
        return;
      }
      let begun = false;
      const made = await complete(body, call, response, piece => {
        if (!body.stream) return;
        if (!begun) chunk(choice({ role: 'assistant', content: null }, null));
        begun = true;
        chunk(choice(piece, null));
      });
      if (!body.stream) {
        const message = { role: 'assistant', content: made.content };
        if (made.tool_calls.length) message.tool_calls = made.tool_calls;
        json(response, 200, frame('chat.completion', {
          choices: [{ finish_reason: made.finish_reason, index: 0, message }], usage: usage(call),
        }));
        return;
      }
      chunk(choice({}, made.finish_reason));
      if (body.stream_options?.include_usage) chunk({ choices: [], usage: usage(call) });
      response.end('data: [DONE]\n\n');
    });
  } catch (failure) {
    call.end = failure.body?.error.type ?? 'failed';
    throw failure;
  } finally {
    underWay--;
    calls.push(call);
  }
}

async function read(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}

function json(response, status, body) {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}

const ROUTES = {
  'GET /health': (request, response) => json(response, 200, { status: 'ok' }),
  'GET /v1/models': (request, response) =>
    json(response, 200, { object: 'list', data: [{ id: 'nonsense', object: 'model', created: 0, owned_by: 'llamacpp' }] }),
  'GET /calls': (request, response) => json(response, 200, { under_way: underWay, calls }),
  'POST /v1/chat/completions': chatCompletions,
};

createServer(async (request, response) => {
  try {
    const route = ROUTES[`${request.method} ${request.url}`];
    if (!route) throw new Refusal(404, 'not_found_error', 'File Not Found');
    await route(request, response);
  } catch (failure) {
    const body = failure.body ?? { error: { code: 500, message: String(failure.message), type: 'server_error' } };
    if (!failure.body) console.error(failure);
    if (response.headersSent) response.end(`data: ${JSON.stringify(body)}\n\n`);
    else json(response, body.error.code, body);
  }
}).listen(PORT, '127.0.0.1');
