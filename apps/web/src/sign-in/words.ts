import { wordsIn } from '../i18n/lang.js';

const vi = {
  title: 'Đăng nhập',
  login: 'Tên đăng nhập',
  password: 'Mật khẩu',
  signIn: 'Đăng nhập',
  sending: 'Đang kiểm tra…',
  loginMissing: 'Hãy gõ tên đăng nhập.',
  passwordMissing: 'Hãy gõ mật khẩu.',
  wrong: 'Tên đăng nhập hoặc mật khẩu không đúng.',
  wrongHint: 'Xem lại chữ hoa, dấu tiếng Việt và bộ gõ.',
  code: 'Mã 6 số',
  codeHint: 'Mở ứng dụng xác thực trên điện thoại, gõ 6 số đang hiện.',
  codeWrong: 'Mã không đúng hoặc đã hết hạn. Gõ mã đang hiện bây giờ.',
  codeShort: 'Mã có 6 chữ số.',
  codeLost: 'Mất điện thoại: nhờ quản trị cấp liên kết đặt lại.',
  otherAccount: 'Tài khoản khác',
  forgotten: 'Quên mật khẩu?',
  forgottenHow:
    'Hỏi quản trị để lấy liên kết đặt lại mật khẩu. Liên kết dùng được một lần, mở trên máy này là đặt mật khẩu mới.',
  villager: 'Bà con, trưởng thôn, thủy nông viên vào thế nào?',
  villagerHow:
    'Không cần mật khẩu: quét mã vuông trên giấy mời, hoặc mở liên kết trưởng thôn gửi. Mỗi lời mời gắn một điện thoại.',
  noAdministrator: 'Trung tâm chưa có quản trị',
  setUpFirst: 'Mở liên kết thiết lập để tạo quản trị đầu tiên',
  setUpHow: 'Máy chủ in liên kết này một lần khi khởi động, trong nhật ký của nó. Liên kết chỉ dùng được một lần.',
};
const en: typeof vi = {
  title: 'Sign in',
  login: 'Login',
  password: 'Password',
  signIn: 'Sign in',
  sending: 'Checking…',
  loginMissing: 'Type your login.',
  passwordMissing: 'Type your password.',
  wrong: 'The login or the password is wrong.',
  wrongHint: 'Look at capitals, accents and the keyboard’s input method.',
  code: '6-digit code',
  codeHint: 'Open the authenticator on your phone and type the six digits it shows.',
  codeWrong: 'The code is wrong or has expired. Type the one shown now.',
  codeShort: 'The code has six digits.',
  codeLost: 'Phone lost: ask the administrator for a reset link.',
  otherAccount: 'Another account',
  forgotten: 'Forgotten your password?',
  forgottenHow: 'Ask the administrator for a reset link. It works once: open it on this device and set a new password.',
  villager: 'How do farmers, residents, village heads and water-turn keepers get in?',
  villagerHow:
    'Without a password: scan the square code on the invitation, or open the link your village head sent. Each invitation binds one phone.',
  noAdministrator: 'This hub has no administrator yet',
  setUpFirst: 'Open the set-up link to make the first administrator',
  setUpHow: 'The hub prints this link once when it starts, in its log. It works once.',
};
export const useWords = wordsIn(vi, en);
