/** The `#code` in front of a title in a text of ours. */
export function codeOf(text: string, title: RegExp): number {
  const line = text.split('\n').find((each) => /^(?:\S+ )?#\d+ /.test(each) && title.test(each));
  if (!line) throw new Error(`no coded line for ${title} in:\n${text}`);
  return Number(/#(\d+)/.exec(line)?.[1]);
}
