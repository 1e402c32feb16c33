import { fold } from '../../../domain/fold.ts';
import { loggedInText, loginBegunText, loginElsewhereText, noLoginText } from '../../../text/accounts.ts';
import { channelName } from '../../../text/channels.ts';
import { shortened } from '../../../text/shorten.ts';
import { type ChatCommand, type Desk, say } from '../command.ts';

/** «đăng nhập zalo»: a new code to scan, sent to whoever asks. Groups never get as far as commands. */
export function loginCommand({ channels = [], logins }: Desk): ChatCommand {
  return {
    name: 'login',
    heads: ['đăng nhập'],
    right: 'admin',
    help: {
      does: 'xin mã QR để đăng nhập lại Zalo khi Zalo ngừng',
      usage: 'đăng nhập <kênh>',
      examples: ['đăng nhập zalo'],
    },
    certain: () => true,
    async begin({ rest, officer }) {
      const able = channels.filter((channel) => channel.login !== undefined);
      const named = able.find(({ name }) => [name, channelName(name)].some((each) => fold(each) === fold(rest)));
      const channel = named ?? (rest === '' && able.length === 1 ? able[0] : undefined);
      if (!channel || !logins) {
        return say(
          'login-unknown',
          noLoginText(
            shortened(rest),
            able.map(({ name }) => name),
          ),
        );
      }
      switch (await logins.begin(channel, officer)) {
        case 'running':
          return say('login', loggedInText(channel.name));
        case 'begun':
          return say('login', loginBegunText(officer, channel.name));
        case 'elsewhere':
          return say('login', loginElsewhereText(officer, channel.name));
      }
    },
  };
}
