/** The SDK in the lock file works on Node 20; that a later one will not is no news to a command. */
export function quietSdk(): void {
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
}
