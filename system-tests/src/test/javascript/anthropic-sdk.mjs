// Uses the official client as anybody would, and prints what it got as JSON for AnthropicNodeIT to judge.
import Anthropic from '@anthropic-ai/sdk';

const { LOPEZ_CHAT: baseURL, LOPEZ_API_KEY: apiKey, LOPEZ_AGENT: model } = process.env;
const client = new Anthropic({ baseURL, apiKey });
const max_tokens = 1024;
const hello = [{ role: 'user', content: 'Hello' }];

const models = [];
for await (const listed of client.models.list()) models.push(listed);
const found = await client.models.retrieve(model);

const { data: whole, request_id } = await client.messages.create({ model, max_tokens, messages: hello }).withResponse();

const events = [];
const stream = client.messages.stream({
  model, max_tokens, metadata: { user_id: 'u-1' },
  system: [{ type: 'text', text: 'Be brief.', cache_control: { type: 'ephemeral' } }],
  messages: [...hello, { role: 'assistant', content: whole.content }, { role: 'user', content: 'Who are you?' }],
}).on('streamEvent', event => events.push(event.type));
let text = '';
stream.on('text', more => { text += more; });
const final = await stream.finalMessage();

const weather = { name: 'weather', input_schema: { type: 'object', properties: { city: { type: 'string' } } } };
const tools = [weather, { type: 'web_search_20250305', name: 'web_search' }];
const toolRound = async streamed => {
  const asked = { model, max_tokens, messages: [...hello], tools, tool_choice: { type: 'any' } };
  const called = streamed ? await client.messages.stream(asked).finalMessage() : await client.messages.create(asked);
  const call = called.content.find(block => block.type === 'tool_use');
  const answered = await client.beta.messages.create({
    model, max_tokens, tools, betas: ['interleaved-thinking-2025-05-14'],
    messages: [...hello, { role: 'assistant', content: called.content }, { role: 'user', content: [
      { type: 'tool_result', tool_use_id: call.id, content: [{ type: 'text', text: 'sunny' }] }] }],
  });
  return { reason: called.stop_reason, name: call.name, input: call.input, answer: answered.content[0].text };
};
const runner = client.beta.messages.toolRunner({
  model, max_tokens, messages: [{ role: 'user', content: 'Hello' }], tool_choice: { type: 'auto' },
  tools: [{ type: 'custom', ...weather, run: () => 'sunny', parse: input => input }],
});
const ran = await runner;

const thinking = { type: 'enabled', budget_tokens: 1024 };
const thought = await client.messages.stream({
  model, max_tokens: 2048, thinking,
  messages: [...hello, { role: 'assistant', content: [
    { type: 'thinking', thinking: 'They greet me.', signature: 'c2ln' },
    { type: 'redacted_thinking', data: 'c2VjcmV0' }, ...whole.content] },
  { role: 'user', content: 'Who are you?' }],
}).finalMessage();

const withFile = await client.messages.create({ model, max_tokens, messages: [{ role: 'user', content: [
  { type: 'document', title: 'notes.txt', source: { type: 'text', media_type: 'text/plain', data: 'seven cranes' } },
  { type: 'text', text: 'Read this' }] }] });

const stopped = [];
for (const stop of ['help', 'not in it']) {
  const asked = { model, max_tokens, messages: hello, stop_sequences: [stop, 'Hello?'] };
  for (const message of [await client.messages.create(asked), await client.messages.stream(asked).finalMessage()]) {
    stopped.push([message.content[0].text, message.stop_reason, message.stop_sequence]);
  }
}

const counted = await client.messages.countTokens({ model, messages: hello, tools, system: 'Be brief.' });

const failureOf = async call => {
  try {
    await call();
    return 'no failure';
  } catch (error) {
    return { name: error.constructor.name, status: error.status, type: error.error?.error?.type, requestId: error.requestID };
  }
};
const stranger = new Anthropic({ baseURL, apiKey: 'sk-ant-nobody' });
const bearer = new Anthropic({ baseURL, authToken: apiKey });
const both = new Anthropic({ baseURL, apiKey, defaultHeaders: { authorization: `Bearer ${apiKey}` } });
const asked = { model, max_tokens, messages: hello };

console.log(JSON.stringify({
  models: models.map(listed => listed.type),
  found: found.display_name,
  session: whole.session_id,
  requestId: request_id,
  whole: { role: whole.role, model: whole.model, text: whole.content[0].text, reason: whole.stop_reason, usage: whole.usage },
  stream: { text, final: final.content[0].text, reason: final.stop_reason, usage: final.usage, events: [...new Set(events)] },
  tools: [await toolRound(false), await toolRound(true)],
  runner: ran.content[0].text,
  thinking: thought.content.at(-1).text,
  withFile: withFile.content[0].text,
  stopped,
  counted: counted.input_tokens,
  bearer: (await bearer.messages.create(asked)).content[0].text,
  both: (await both.messages.create(asked)).content[0].text,
  aborted: await failureOf(() => {
    const aborted = client.messages.stream(asked);
    return aborted.on('connect', () => aborted.abort()).finalMessage();
  }),
  unauthenticated: await failureOf(() => stranger.models.list()),
  refusedStranger: await failureOf(() => stranger.messages.create(asked)),
  unknownModel: await failureOf(() => client.messages.create({ ...asked, model: 'claude-of-nobody' })),
  unknownModelStreamed: await failureOf(() => client.messages.stream({ ...asked, model: 'claude-of-nobody' }).finalMessage()),
  invalid: await failureOf(() => client.messages.create({ ...asked, temperature: 9 })),
  picture: await failureOf(() => client.messages.create({ model, max_tokens, messages: [{ role: 'user', content: [
    { type: 'image', source: { type: 'url', url: 'https://example.com/a.png' } }] }] })),
}));
