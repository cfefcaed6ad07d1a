import { SCENARIOS } from '../scenarios/scenarios.js';

const scenarios = Object.entries(SCENARIOS).map(([name, { vi, en }]) => `    ${name.padEnd(16)} ${vi} / ${en}`);

export const HELP = `Xã mô phỏng / the simulated commune

  npm run sim -- --scenario <name> [--seed S] [--speed N] [--duration S]
${scenarios.join('\n')}
    all              như demo / as demo

  npm run sim -- replay <thư mục / folder> [--speed N]
    phát lại số liệu sensor.community (CSV) / replays recorded CSV of sensor.community

  npm run sim -- load [--devices N] [--rate R] [--seconds S] [--seed S]
    tạo tải: R gói/giây của N thiết bị / load: R packets a second from N devices

  npm run sim -- fresh --code 47190366 --secret … [--profile P] [--every S] [--seconds S]
    một hộp mới: tự xin tài khoản bằng tem rồi gửi số đo / a new box: gets its account with its label, then measures
  npm run sim -- fresh --count N [--profile P]
    N hộp mới: in tem, lắp, mỗi hộp gửi gói đầu / labels, installations and first packets of N new boxes

  --url   mqtt://127.0.0.1:1883     hub nhận MQTT / where the hub takes MQTT
  --api   http://127.0.0.1:3000     REST của hub / the hub's REST interface
  --seed  1                         cùng số, cùng xã / the same number, the same commune
  --speed 60                        một giây của ta là ngần này giây dưới đất (khói, nước, mặn, đất) /
                                    seconds on the ground (smoke, water, salt, soil) in one of ours

Mật khẩu của thiết bị giữ ở SIM_STATE_DIR (mặc định DATA_DIR/sim) / the devices' secrets are kept in SIM_STATE_DIR.
`;
