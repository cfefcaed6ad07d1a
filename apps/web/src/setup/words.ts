import { wordsIn } from '../i18n/lang.js';

const vi = {
  title: 'Tạo quản trị đầu tiên',
  lead: 'Người này quản lý mọi tài khoản, thiết bị và màn hình của trung tâm. Từ lúc tạo xong, máy khác trong mạng mới vào được.',
  name: 'Họ và tên',
  nameHint: 'Đứng cạnh mỗi việc đã làm, trong nhật ký.',
  nameMissing: 'Hãy gõ họ và tên.',
  login: 'Tên đăng nhập',
  loginHint: 'Chữ thường không dấu và số, ví dụ: hanh.le',
  loginWrong: 'Dùng chữ thường không dấu, số, “.”, “-”, “_”; từ 2 ký tự, bắt đầu bằng chữ hoặc số.',
  make: 'Tạo và đăng nhập',
  sending: 'Đang tạo…',
  wrongToken: 'Liên kết này không còn dùng được. Mỗi lần khởi động máy chủ in một liên kết mới: mở liên kết mới nhất.',
  already: 'Trung tâm đã có quản trị',
  alreadyWhy: 'Liên kết thiết lập chỉ dùng được một lần. Cần tài khoản thì hỏi quản trị.',
  toSignIn: 'Đăng nhập',
  noToken: 'Thiếu mã thiết lập',
  noTokenWhy: 'Hãy mở nguyên cả liên kết, kể cả phần sau dấu #',
  noTokenHow: 'Máy chủ in liên kết trong nhật ký của nó mỗi lần khởi động, khi chưa có quản trị.',
};
const en: typeof vi = {
  title: 'Make the first administrator',
  lead: 'This person looks after all accounts, devices and displays of the hub. Only then can other machines of the network reach it.',
  name: 'Full name',
  nameHint: 'Stands beside whatever was done, in the log.',
  nameMissing: 'Type the full name.',
  login: 'Login',
  loginHint: 'Lower-case letters without accents, and digits, e.g. hanh.le',
  loginWrong:
    'Use lower-case letters without accents, digits, “.”, “-”, “_”; two characters or more, a letter or digit first.',
  make: 'Make it and sign in',
  sending: 'Making it…',
  wrongToken: 'This link no longer works. The hub prints a new one each time it starts: open the newest.',
  already: 'The hub has an administrator',
  alreadyWhy: 'The set-up link works once. If you need an account, ask the administrator.',
  toSignIn: 'Sign in',
  noToken: 'The set-up code is missing',
  noTokenWhy: 'Open the whole link, with what follows the #',
  noTokenHow: 'The hub prints the link in its log each time it starts without an administrator.',
};
export const useWords = wordsIn(vi, en);
