// SPDX-License-Identifier: MIT
// lint.mjs FILE: what the linter says of a description of an API, one a line; nothing when it is sound.
import { createConfig, lint } from '@redocly/openapi-core';

const config = await createConfig({
  extends: ['recommended-strict'],
  // {record} is spf or dkim, so /{domain}/{record}/use is not /{domain}/shares/{project_key}.
  rules: { 'no-ambiguous-paths': 'off' },
});
for (const problem of await lint({ ref: process.argv[2], config })) {
  console.log(`${problem.ruleId} ${problem.location[0]?.pointer}: ${problem.message}`);
}
