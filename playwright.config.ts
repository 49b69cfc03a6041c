import { defineConfig } from '@playwright/test';

/** Browser tests of what people see. Each opens the browser that is installed; none downloads one. */
export default defineConfig({
  testDir: '.',
  testMatch: ['reports/**/*.spec.ts', 'cli/**/*.spec.ts'],
  reporter: 'list',
  forbidOnly: true,
  workers: 2,
});
