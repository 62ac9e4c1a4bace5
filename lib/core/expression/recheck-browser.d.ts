declare module "recheck/lib/browser.js" {
  import type { checkSync as check } from "recheck";
  const whole: { checkSync: typeof check };
  export default whole;
  export const checkSync: typeof check | undefined;
}
