import * as accounts from '../../src/text/accounts.ts';
import * as evidence from '../../src/text/evidence.ts';
import * as fallback from '../../src/text/fallback.ts';
import * as phones from '../../src/text/phones.ts';
import { hung, lan, minh } from './samples.ts';
import { holdToVoice } from './voice.ts';

const tasks = [
  { code: 3, title: 'Báo cáo kiểm soát', label: 'quý I/2024' },
  { code: null, title: 'Danh sách', label: '' },
];
const kinds = ['photo', 'sticker', 'document', 'animation', 'video', 'voice', 'audio', 'location', 'contact', 'khác'];

holdToVoice([accounts, evidence, fallback, phones], {
  accountChangedNotice: [
    { people: [lan], groups: [] },
    { people: [], groups: ['Văn phòng'] },
    { people: Array(12).fill(lan), groups: ['Văn phòng', 'Tư pháp'] },
  ].map((lost) => accounts.accountChangedNotice(hung, 'zalo', lost)),
  loginPictureText: [hung, minh].map((admin) => accounts.loginPictureText(admin, 'zalo', 451)),
  loginNeededNotice: [accounts.loginNeededNotice(hung, 'zalo')],
  loginBegunText: [accounts.loginBegunText(hung, 'zalo')],
  loginElsewhereText: [accounts.loginElsewhereText(hung, 'zalo')],
  loggedInText: [accounts.loggedInText('zalo')],
  noLoginText: [
    accounts.noLoginText('', ['zalo']),
    accounts.noLoginText('thư', ['zalo', 'telegram']),
    accounts.noLoginText('', []),
  ],
  attachmentName: kinds.map(evidence.attachmentName),
  evidenceKeptText: kinds.map((what) => evidence.evidenceKeptText(tasks, what)),
  captionedText: [evidence.captionedText('Đã ghi việc này.', 'photo')],
  fallbackText: (['no-answer', 'refused', 'stopped', 'busy'] as const).map((why) =>
    fallback.fallbackText(lan, { why, channel: 'zalo', minute: 450 }),
  ),
  askPhoneText: [phones.askPhoneText()],
  badPhoneText: [phones.badPhoneText('091')],
  samePhoneText: [null, '0912345678'].map((phone) => phones.samePhoneText(lan, phone).replaceAll('*', '')),
  phonePreview: [null, '0912345678'].map((phone) => phones.phonePreview(lan, phone).replaceAll('*', '')),
  phoneSavedText: [null, '0912345678'].map((phone) => phones.phoneSavedText(lan, phone).replaceAll('*', '')),
});
