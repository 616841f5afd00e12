/** `.sql` files are imported as text: esbuild's loader in the bundles, the same in the tests. */
declare module '*.sql' {
  const text: string;
  export default text;
}
