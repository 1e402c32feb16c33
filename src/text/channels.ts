/** What people call a way to reach them. */
export function channelName(channel: string): string {
  return { telegram: 'Telegram', zalo: 'Zalo', console: 'màn hình' }[channel] ?? channel;
}
