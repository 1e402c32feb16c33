import { decryptLogin, deriveLoginKey, encryptLogin, signKey } from './cipher.ts';
import { serviceMap } from './hosts.ts';
import { envelope, json, type Reply, sessionExpired, success } from './replies.ts';
import type { Session } from './sessions.ts';
import type { AccountState } from './world.ts';

type Query = Readonly<Record<string, string>>;

const badSignature = json(envelope(-201, 'Sai chữ ký', null));

/** `login` in `zca-js/dist/apis/login.js`: who is logged in, the session's key, the services and the listener's address. */
export function loginInfo(
  query: Query,
  wsUrls: readonly string[],
  owner: { account: AccountState; session: Session } | null,
): Reply {
  const { signkey, nretry: _retry, zpw_ver: _version, zpw_type: _type, ...signed } = query;
  if (signkey !== signKey('getlogininfo', signed)) return badSignature;
  if (owner === null) return json(sessionExpired);
  const { account, session } = owner;
  const key = deriveLoginKey(query.zcid ?? '', query.zcid_ext ?? '');
  const asked = decryptLogin(key, query.params ?? '');
  const answer = success({
    uid: account.uid,
    send2me_id: account.uid,
    phone_number: account.phone,
    language: asked.language,
    haspcclient: 0,
    public_ip: '127.0.0.1',
    zpw_enk: session.secretKey,
    zpw_ws: wsUrls,
    zpw_service_map_v3: serviceMap,
  });
  return json(success(encryptLogin(key, answer)));
}

/** `getServerInfo` there. Its answer is not encrypted, and is known for the misspelt `setttings`. */
export function serverInfo(query: Query, pingIntervalMs: number, loggedIn: boolean): Reply {
  const { imei = '', type = '', client_version = '', computer_name = '', signkey } = query;
  if (signkey !== signKey('getserverinfo', { imei, type, client_version, computer_name })) return badSignature;
  if (!loggedIn) return json(sessionExpired);
  const extraVersions = { phonebook: 1, conv_label: '1', friend: '1', alias: '1', block_friend: '1' };
  return json(success({ setttings: settings(pingIntervalMs), extra_ver: extraVersions }));
}

/** `settings` in `zca-js/dist/context.d.ts`. An abnormal closure (1006) is not among those after which to retry. */
const settings = (pingIntervalMs: number) => ({
  features: {
    sharefile: {
      big_file_domain_list: [],
      max_size_share_file_v2: 1024,
      max_size_share_file_v3: 1024,
      file_upload_show_icon_1GB: true,
      restricted_ext: 'exe',
      restricted_ext_file: ['exe'],
      next_file_time: 10,
      max_file: 50,
      max_size_photo: 20,
      max_size_share_file: 1024,
      max_size_resize_photo: 20,
      max_size_gif: 20,
      max_size_original_photo: 20,
      chunk_size_file: 3_145_728,
    },
    socket: {
      ping_interval: pingIntervalMs,
      retries: { 1001: { max: 2, times: [1_000, 2_000] }, 1011: { max: 2, times: [1_000] } },
      close_and_retry_codes: [1001, 1011],
      rotate_error_codes: [1011],
      debug: { enable: false },
      reset_endpoint: 0,
      queue_ctrl_actionid_map: { '611_0': '', '610_1': '', '610_0': '', '603_0': '', '611_1': '' },
      max_msg_size: 65_536,
      enable_ctrl_socket: true,
      enable_chat_socket: true,
      reconnect_after_fallback: true,
      submit_wss_log: false,
      disable_lp: true,
      offline_monitor: { enable: false },
    },
  },
  keepalive: { alway_keepalive: 1, keepalive_duration: 300_000, time_deactive: 300_000 },
});
