// Uses clients that build on OpenAI's API as their documentation says, and prints what they got as JSON for OpenAiClientsIT.
import { createOpenAI } from '@ai-sdk/openai';
import { HumanMessage } from '@langchain/core/messages';
import { tool as langChainTool } from '@langchain/core/tools';
import { ChatOpenAI, OpenAIEmbeddings } from '@langchain/openai';
import { OpenAI as LlamaOpenAI, OpenAIEmbedding } from '@llamaindex/openai';
import { Agent, OpenAIConversationsSession, run, setDefaultOpenAIClient, setTracingDisabled } from '@openai/agents';
import { generateText, stepCountIs, streamText, tool } from 'ai';
import { Document, Settings, VectorStoreIndex } from 'llamaindex';
import OpenAI, { AzureOpenAI } from 'openai';
import { z } from 'zod';

const { LOPEZ_BASE_URL: baseURL, LOPEZ_API_KEY: apiKey, LOPEZ_AGENT: model } = process.env;
const embedding = 'lopez-offline-embedding';
const texts = ['Penguins swim under the ice.', 'The invoice is due in March.', 'Trains leave at nine.'];
const question = 'When is the invoice due?';

/** The place of the text that is closest to the question. */
function closest(vectors, asked) {
  const likeness = vectors.map(vector => vector.reduce((sum, number, i) => sum + number * asked[i], 0));
  return likeness.indexOf(Math.max(...likeness));
}

async function vercel() {
  const references = [];
  const openai = createOpenAI({
    baseURL, apiKey,
    fetch: (url, options) => {
      const { input = [] } = JSON.parse(options.body);
      references.push(input.filter(item => item.type === 'item_reference').length);
      return fetch(url, options);
    },
  });
  const messages = [];
  const answers = [];
  for (const content of ['Hello', 'Who are you?', 'Hello']) {
    messages.push({ role: 'user', content });
    const { text, response } = await generateText({ model: openai(model), messages });
    messages.push(...response.messages);
    answers.push(text);
  }
  const streamed = streamText({ model: openai(model), messages: [...messages, { role: 'user', content: 'Who are you?' }] });
  let text = '';
  for await (const part of streamed.textStream) text += part;
  const called = await generateText({
    model: openai(model), prompt: 'Hello', stopWhen: stepCountIs(2),
    prepareStep: ({ stepNumber }) => ({ toolChoice: stepNumber === 0 ? 'required' : 'auto' }),
    tools: { weather: tool({ inputSchema: z.object({}), execute: async () => 'sunny' }) },
  });
  const chat = await generateText({ model: openai.chat(model), prompt: 'Hello' });
  return {
    answers, references: references.slice(0, 3), text, chat: chat.text,
    usage: (await streamed.usage).totalTokens,
    toolResult: called.steps[0].toolResults[0].output,
  };
}

async function langChain() {
  const chat = new ChatOpenAI({ model, apiKey, configuration: { baseURL } });
  const responses = new ChatOpenAI({ model, apiKey, configuration: { baseURL }, useResponsesApi: true });
  const weather = langChainTool(async () => 'sunny', { name: 'weather', description: 'The weather', schema: z.object({}) });
  let streamed = '';
  for await (const chunk of await chat.stream('Who are you?')) streamed += chunk.text;
  const called = await chat.bindTools([weather], { tool_choice: 'required' }).invoke('Hello');
  const embeddings = new OpenAIEmbeddings({ model: embedding, apiKey, configuration: { baseURL } });
  const first = await responses.invoke([new HumanMessage('Hello')]);
  const second = await responses.invoke([new HumanMessage('Hello'), first, new HumanMessage('Who are you?')]);
  return {
    answer: (await chat.invoke('Hello')).text, streamed, toolCall: called.tool_calls[0].name,
    usage: first.usage_metadata.total_tokens, responses: [first.text, second.text],
    closest: closest(await embeddings.embedDocuments(texts), await embeddings.embedQuery(question)),
  };
}

async function agents() {
  const client = new OpenAI({ baseURL, apiKey });
  setDefaultOpenAIClient(client);
  setTracingDisabled(true);
  const agent = new Agent({ name: 'Helper', instructions: 'Be brief.', model });
  const conversation = await client.conversations.create();
  const first = await run(agent, 'Hello', { conversationId: conversation.id });
  const second = await run(agent, 'Who are you?', { conversationId: conversation.id });
  const items = [];
  for await (const item of client.conversations.items.list(conversation.id, { order: 'asc', limit: 2 })) {
    items.push(item.role);
  }
  const session = new OpenAIConversationsSession();
  await run(agent, 'Hello', { session });
  const withSession = await run(agent, 'Who are you?', { session });
  const named = await client.conversations.create({ metadata: { model, topic: 'travel' } });
  const streamed = await run(agent, 'Hello', { stream: true });
  let text = '';
  for await (const part of streamed.toTextStream()) text += part;
  return {
    answers: [first.finalOutput, second.finalOutput], items, text,
    session: [withSession.finalOutput, (await session.getItems()).length],
    topic: (await client.conversations.retrieve(named.id)).metadata.topic,
    deleted: (await client.conversations.delete(session.sessionId)).deleted,
  };
}

async function llamaIndex() {
  const llm = new LlamaOpenAI({ model, apiKey, baseURL });
  Settings.llm = llm;
  Settings.embedModel = new OpenAIEmbedding({ model: embedding, apiKey, baseURL });
  const index = await VectorStoreIndex.fromDocuments(texts.map(text => new Document({ text })));
  const [found] = await index.asRetriever({ similarityTopK: 1 }).retrieve({ query: question });
  const answer = await llm.chat({ messages: [{ role: 'user', content: 'Hello' }] });
  let streamed = '';
  for await (const part of await llm.chat({ messages: [{ role: 'user', content: 'Who are you?' }], stream: true })) {
    streamed += part.delta;
  }
  const asked = await index.asQueryEngine().query({ query: question });
  return { found: found.node.getText(), answer: answer.message.content, streamed, asked: asked.message.content };
}

async function azure() {
  const client = new AzureOpenAI({ endpoint: new URL(baseURL).origin, apiKey, apiVersion: '2024-10-21' });
  const answer = await client.chat.completions.create({ model, messages: [{ role: 'user', content: 'Hello' }] });
  const { data } = await client.embeddings.create({ model: embedding, input: texts });
  return { answer: answer.choices[0].message.content, vectors: data.length };
}

async function plain() {
  const client = new OpenAI({ baseURL, apiKey });
  const { data: answer, response: head } =
    await client.responses.create({ model, input: 'Who are you?' }).withResponse();
  let again = '';
  let rest = 0;
  for await (const event of await client.responses.retrieve(answer.id, { stream: true })) {
    if (event.type === 'response.output_text.delta') again += event.delta;
    rest = event.sequence_number;
  }
  const late = [];
  for await (const event of await client.responses.retrieve(answer.id, { stream: true, starting_after: rest - 1 })) {
    late.push(event.type);
  }
  const inputs = [];
  for await (const item of client.responses.inputItems.list(answer.id)) inputs.push(item.content[0].text);
  return {
    same: again === answer.output_text, late, inputs,
    tokens: (await client.responses.inputTokens.count({ model, input: 'Who are you?' })).input_tokens,
    left: Number(head.headers.get('x-ratelimit-remaining-requests')),
  };
}

console.log(JSON.stringify({
  vercel: await vercel(), langChain: await langChain(), agents: await agents(), azure: await azure(), plain: await plain(),
  llamaIndex: await llamaIndex(),
}));
