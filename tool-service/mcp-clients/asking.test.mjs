// Clients that are asked something by a tool, in both revisions, against the server that has everything.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

for (const mode of [{ pin: '2026-07-28' }, 'legacy']) {
  test(`answers what a tool asks, ${JSON.stringify(mode)}`, async () => {
    const client = new Client(
      { name: 'parley-test', version: '1.0.0' },
      { capabilities: { elicitation: {} }, versionNegotiation: { mode } },
    );
    client.setRequestHandler('elicitation/create', async () => ({ action: 'accept', content: { name: 'Ada' } }));
    await client.connect(
      new StreamableHTTPClientTransport(new URL(process.env.PARLEY_MCP_URL), {
        requestInit: { headers: { authorization: `Bearer ${process.env.PARLEY_TOKEN}` } },
      }),
    );
    const result = await client.callTool({ name: 'test_input_required_result_elicitation', arguments: {} });
    assert.match(result.content[0].text, /Ada/);
    const steps = await client.callTool({ name: 'test_tool_with_progress', arguments: {} }, { onprogress: () => {} });
    assert.match(steps.content[0].text, /done/);
    await client.close();
  });
}
