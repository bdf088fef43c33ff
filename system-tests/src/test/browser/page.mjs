// Opens a page of one origin in a real browser, which calls the platform with the openai package as it is, and prints what the
// page got as JSON for BrowserPageIT.
import { readFile } from 'node:fs/promises';
import { chromium } from 'playwright-core';

const { LOPEZ_BASE_URL: baseURL, LOPEZ_TOKEN: apiKey, LOPEZ_AGENT: model, LOPEZ_ORIGINS, LOPEZ_CHROMIUM } = process.env;

const browser = await chromium.launch({
  executablePath: LOPEZ_CHROMIUM,
  args: [
    '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync',
    // the pages are public, the platform of a test is on this machine; whether a page may look there is another question
    '--disable-features=LocalNetworkAccessChecks,BlockInsecurePrivateNetworkRequests',
  ],
});

/** The page is answered here: no such host is asked. */
async function open(origin) {
  const page = await (await browser.newContext()).newPage();
  await page.route(`${origin}/**`, async route => {
    const { pathname } = new URL(route.request().url());
    await route.fulfill(pathname.startsWith('/openai/')
      ? { contentType: 'text/javascript', body: await readFile(`node_modules${pathname}`) }
      : { contentType: 'text/html', body: '<!doctype html><title>A page</title>' });
  });
  await page.goto(`${origin}/`);
  return page;
}

async function ask(origin) {
  const page = await open(origin);
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
  for (const origin of LOPEZ_ORIGINS.split(' ')) answers.push(await ask(origin));
  console.log(JSON.stringify(answers));
} finally {
  await browser.close();
}
