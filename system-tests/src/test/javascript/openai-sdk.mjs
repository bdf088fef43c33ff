// Uses the official client as anybody would, and prints what it got as JSON for OpenAiNodeIT to judge.
import OpenAI from 'openai';

const { LOPEZ_BASE_URL: baseURL, LOPEZ_API_KEY: apiKey, LOPEZ_AGENT: model } = process.env;
const client = new OpenAI({ baseURL, apiKey });
const messages = [{ role: 'user', content: 'Hello' }];

const models = [];
for await (const listed of client.models.list()) models.push(listed.id);

const whole = await client.chat.completions.create({ model, messages });

const stream = await client.chat.completions.create({
  model, stream: true, stream_options: { include_usage: true }, metadata: { session_id: whole.session_id },
  messages: [...messages, whole.choices[0].message, { role: 'user', content: 'Who are you?' }],
});
let text = '';
let usage = null;
let finishReason = null;
for await (const chunk of stream) {
  text += chunk.choices[0]?.delta?.content ?? '';
  finishReason = chunk.choices[0]?.finish_reason ?? finishReason;
  usage = chunk.usage ?? usage;
}

// as most programs do: the whole conversation each time, and no session
const conversation = [];
const sessions = new Set();
for (const content of ['One?', 'Two?', 'Three?', 'Four?', 'Five?']) {
  conversation.push({ role: 'user', content });
  const answer = await client.chat.completions.create({ model, messages: conversation });
  conversation.push(answer.choices[0].message);
  sessions.add(answer.session_id);
}

const embed = (input, more) => client.embeddings.create({ model: 'lopez-offline-embedding', input, ...more });
const inBase64 = await embed(['Hello', 'Goodbye']);
const inNumbers = await embed('Hello', { encoding_format: 'float' });

const withFile = await client.chat.completions.create({
  model,
  messages: [{ role: 'user', content: [
    { type: 'text', text: 'Read this' },
    { type: 'file', file: { filename: 'notes.txt', file_data: `data:text/plain;base64,${btoa('seven cranes')}` } },
  ] }],
});
const tools = [{ type: 'function', function: { name: 'weather', parameters: { type: 'object', properties: {} } } }];
const called = await client.chat.completions.create({ model, messages, tools, tool_choice: 'required' });

const first = await client.responses.create({ model, input: 'Hello', metadata: { topic: 'greeting' } });
const events = [];
let spoken = '';
let second = null;
for await (const event of await client.responses.create({
  model, input: [{ role: 'user', content: 'Who are you?' }], previous_response_id: first.id, stream: true,
})) {
  events.push(event.type);
  if (event.type === 'response.output_text.delta') spoken += event.delta;
  if (event.type === 'response.completed') second = event.response;
}
const inConversation = await client.responses.create({ model, input: 'Hello', conversation: first.conversation.id });
const functionTools = [{ type: 'function', name: 'weather', parameters: { type: 'object', properties: {} }, strict: false }];
const asked = await client.responses.create({ model, input: 'Hello', tools: functionTools, tool_choice: 'required' });
const told = await client.responses.create({
  model, tools: functionTools, previous_response_id: asked.id,
  input: [{ type: 'function_call_output', call_id: asked.output[0].call_id, output: 'sunny' }],
});
const retrieved = await client.responses.retrieve(second.id);
const unstored = await client.responses.create({ model, input: 'Hello', store: false });

const failureOf = async call => {
  try {
    await call();
    return 'no failure';
  } catch (error) {
    return { name: error.constructor.name, status: error.status, code: error.code, param: error.param };
  }
};
const stranger = new OpenAI({ baseURL, apiKey: 'lit_nobody' });

console.log(JSON.stringify({
  responses: {
    text: first.output_text,
    metadata: first.metadata,
    spoken,
    events: [...new Set(events)],
    sameSession: second.session_id === first.session_id && inConversation.session_id === first.session_id,
    retrieved: retrieved.output_text,
    functionCall: asked.output[0].name,
    afterFunction: told.output[0].type,
    unstored: await failureOf(() => client.responses.retrieve(unstored.id)),
    deleted: await client.responses.delete(asked.id),
    gone: await failureOf(() => client.responses.retrieve(asked.id)),
    unknownPrevious: await failureOf(() => client.responses.create({ model, input: 'x', previous_response_id: asked.id })),
  },
  models,
  sessions: [...sessions],
  embeddings: {
    vectors: inBase64.data.map(item => item.embedding.length),
    same: inBase64.data[0].embedding.every((number, i) => Math.abs(number - inNumbers.data[0].embedding[i]) < 1e-6),
    usage: inBase64.usage.total_tokens,
    tokens: (await embed([[1, 2, 3], [4]], { dimensions: 64 })).data.map(item => item.embedding.length),
    empty: await failureOf(() => embed('')),
    unknown: await failureOf(() => client.embeddings.create({ model, input: 'Hello' })),
  },
  session: whole.session_id,
  answer: whole.choices[0].message.content,
  total: whole.usage.total_tokens,
  text,
  usage,
  finishReason,
  withFile: withFile.choices[0].message.content,
  image: await failureOf(() => client.chat.completions.create({
    model,
    messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: `data:image/gif;base64,${btoa('GIF89a')}` } }] }],
  })),
  toolCall: called.choices[0].message.tool_calls[0].function.name,
  toolFinish: called.choices[0].finish_reason,
  unauthenticated: await failureOf(() => stranger.models.list()),
  unknownModel: await failureOf(() => client.chat.completions.create({ model: 'no such agent', messages })),
  unknownSession: await failureOf(() => client.chat.completions.create(
    { model, messages, metadata: { session_id: '019a0000-0000-7000-8000-000000000001' } })),
}));
