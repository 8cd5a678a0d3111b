// What the conformance suite runs as the client under test: hands the scenario to the client, which waits in the test's process.
const answer = await fetch(process.env.PARLEY_DRIVER, {
  method: 'POST',
  body: JSON.stringify({
    scenario: process.env.MCP_CONFORMANCE_SCENARIO,
    url: process.argv.at(-1),
    context: JSON.parse(process.env.MCP_CONFORMANCE_CONTEXT ?? '{}'),
  }),
});
console.log(await answer.text());
process.exit(answer.ok ? 0 : 1);
