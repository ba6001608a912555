/** Text that Terraform takes as it stands: in a JSON configuration, `${` and `%{` would otherwise begin a template. */
export function literal(text: string): string {
  return text.replace(/[$%]\{/g, (opening) => `${opening[0]}${opening}`);
}
