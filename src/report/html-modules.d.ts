/** `.html` files are imported as text, like `.sql` files. */
declare module '*.html' {
  const text: string;
  export default text;
}
