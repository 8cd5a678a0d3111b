// The client of 2026-07-28, as it is: with that revision, and with the one before.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

async function connected(mode) {
  const client = new Client({ name: 'parley-test', version: '1.0.0' }, { versionNegotiation: { mode } });
  await client.connect(
    new StreamableHTTPClientTransport(new URL(process.env.PARLEY_MCP_URL), {
      requestInit: { headers: { authorization: `Bearer ${process.env.PARLEY_TOKEN}` } },
    }),
  );
  return client;
}

for (const [mode, revision] of [['auto', '2026-07-28'], [{ pin: '2026-07-28' }, '2026-07-28'], ['legacy', '2025-11-25']]) {
  test(`speaks ${revision} when asked for ${JSON.stringify(mode)}`, async () => {
    const client = await connected(mode);
    assert.equal(client.getNegotiatedProtocolVersion(), revision);
    const { tools } = await client.listTools();
    assert.deepEqual(tools.map((tool) => tool.name), [
    'calculator', 'clock', 'http_fetch', 'json_query', 'text_query', 'time_calculator', 'unit_converter',
  ]);
    const result = await client.callTool({ name: 'calculator', arguments: { expression: '6*7' } });
    assert.match(result.content[0].text, /42/);
    assert.deepEqual(result.structuredContent, { result: '42' });
    const wrong = await client.callTool({ name: 'calculator', arguments: {} });
    assert.equal(wrong.isError, true);
    await assert.rejects(client.callTool({ name: 'nothing', arguments: {} }), /no such tool/);
    await client.close();
  });
}
