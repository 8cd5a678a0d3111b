// The client of 2025-11-25, as it is.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

async function connected() {
  const client = new Client({ name: 'parley-test', version: '1.0.0' });
  await client.connect(
    new StreamableHTTPClientTransport(new URL(process.env.PARLEY_MCP_URL), {
      requestInit: { headers: { authorization: `Bearer ${process.env.PARLEY_TOKEN}` } },
    }),
  );
  return client;
}

test('lists the tools', async () => {
  const client = await connected();
  const { tools } = await client.listTools();
  assert.deepEqual(tools.map((tool) => tool.name), [
    'calculator', 'clock', 'http_fetch', 'json_query', 'text_query', 'time_calculator', 'unit_converter',
  ]);
  assert.equal(client.getServerVersion().name, 'parley');
  await client.close();
});

test('calls a tool', async () => {
  const client = await connected();
  const result = await client.callTool({ name: 'calculator', arguments: { expression: '6*7' } });
  assert.match(result.content[0].text, /42/);
  assert.ok(!result.isError);
  await client.close();
});

test('hears how to mend a call', async () => {
  const client = await connected();
  const result = await client.callTool({ name: 'calculator', arguments: { wrong: 1 } });
  assert.equal(result.isError, true);
  assert.match(result.content[0].text, /expression/);
  await client.close();
});

test('hears that there is no such tool', async () => {
  const client = await connected();
  await assert.rejects(client.callTool({ name: 'nothing', arguments: {} }), /no such tool/);
  await client.close();
});

test('is refused without a token', async () => {
  const client = new Client({ name: 'parley-test', version: '1.0.0' });
  await assert.rejects(
    client.connect(new StreamableHTTPClientTransport(new URL(process.env.PARLEY_MCP_URL))),
    /401|unauthenticated|Unauthorized/i,
  );
});
