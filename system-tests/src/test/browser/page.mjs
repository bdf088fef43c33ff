// Opens pages of several origins in a real browser, which call the platform with the openai package as it is, and prints what
// each of them got as JSON for BrowserPageIT.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { chromium } from 'playwright-core';

const { LOPEZ_BASE_URL: baseURL, LOPEZ_TOKEN: apiKey, LOPEZ_AGENT: model, LOPEZ_ORIGINS, LOPEZ_CHROMIUM } = process.env;
const origins = LOPEZ_ORIGINS.split(' ');

// every origin is this server: requests that a test intercepts would have no preflight
const server = createServer(async (request, response) => {
  const script = request.url.startsWith('/openai/');
  response.setHeader('content-type', script ? 'text/javascript' : 'text/html');
  response.end(script ? await readFile(`node_modules${request.url}`) : '<!doctype html><title>A page</title>');
});
await new Promise(ready => server.listen(0, '127.0.0.1', ready));

const browser = await chromium.launch({
  executablePath: LOPEZ_CHROMIUM,
  args: [
    '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync',
    `--host-resolver-rules=${origins.map(origin => `MAP ${new URL(origin).host} 127.0.0.1:${server.address().port}`)}`,
  ],
});

async function ask(origin) {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${origin}/`);
  return page.evaluate(async ({ baseURL, apiKey, model }) => {
    const { default: OpenAI } = await import('/openai/index.mjs');
    const client = new OpenAI({ baseURL, apiKey, dangerouslyAllowBrowser: true, maxRetries: 0 });
    try {
      const stream = await client.chat.completions.create({
        model, stream: true, messages: [{ role: 'user', content: 'Who are you?' }],
      });
      let text = '';
      let chunks = 0;
      for await (const chunk of stream) {
        text += chunk.choices[0]?.delta?.content ?? '';
        chunks++;
      }
      return { text, chunks };
    } catch (error) {
      return { error: error.constructor.name, cause: String(error.cause) };
    }
  }, { baseURL, apiKey, model });
}

try {
  const answers = [];
  for (const origin of origins) answers.push(await ask(origin));
  console.log(JSON.stringify(answers));
} finally {
  await browser.close();
  server.close();
}
