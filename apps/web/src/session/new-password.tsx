import './new-password.css';
import { wordsIn } from '../i18n/lang.js';
import { PasswordField } from '../ui/field.js';
import { SHORTEST_PASSWORD, type Strength, strengthOf } from './password-strength.js';

const useWords = wordsIn(
  {
    label: 'Mật khẩu mới',
    hint: `Ít nhất ${SHORTEST_PASSWORD} ký tự. Một câu dễ nhớ là tốt nhất; không cần chữ hoa hay dấu lạ.`,
    short: (n: number) => `Còn thiếu ${n} ký tự`,
    guessable: 'Dễ đoán: có trong những câu bị thử đầu tiên. Thêm vài từ của riêng bạn.',
    enough: 'Đủ dùng. Thêm một hai từ nữa thì khó đoán hơn nhiều.',
    strong: 'Khó đoán.',
  },
  {
    label: 'New password',
    hint: `At least ${SHORTEST_PASSWORD} characters. A sentence you remember is best; no capitals or special signs needed.`,
    short: (n: number) => `${n} more characters needed`,
    guessable: 'Easy to guess: among the first that are tried. Add some words of your own.',
    enough: 'Good enough. One or two words more make it far harder to guess.',
    strong: 'Hard to guess.',
  },
);

/** Of four steps, how many are filled. */
const STEPS: Record<Strength['level'], number> = { empty: 0, short: 1, guessable: 1, enough: 3, strong: 4 };

/** Says honestly how strong a new password is, and asks for length alone. */
export function NewPassword(props: {
  value: string;
  known: readonly string[];
  error?: string | undefined;
  label?: string;
  onChange(value: string): void;
}) {
  const t = useWords();
  const strength = strengthOf(props.value, props.known);
  const words =
    strength.level === 'empty' ? '' : strength.level === 'short' ? t.short(strength.missing) : t[strength.level];
  return (
    <div className="new-password">
      <PasswordField
        label={props.label ?? t.label}
        hint={t.hint}
        name="password"
        autoComplete="new-password"
        maxLength={128}
        value={props.value}
        error={props.error}
        onChange={(event) => props.onChange(event.target.value)}
      />
      <div className={`strength is-${strength.level}`} aria-live="polite">
        <span className="steps" aria-hidden="true">
          {[1, 2, 3, 4].map((step) => (
            <i key={step} className={step <= STEPS[strength.level] ? 'on' : undefined} />
          ))}
        </span>
        {words !== props.error && words}
      </div>
    </div>
  );
}

/** Words of the first check of a form: what the hub would refuse in any case. */
export const usePasswordProblem = () => {
  const t = useWords();
  return (password: string): string | undefined => {
    const strength = strengthOf(password);
    if (strength.level === 'empty') return t.short(SHORTEST_PASSWORD);
    return strength.level === 'short' ? t.short(strength.missing) : undefined;
  };
};
