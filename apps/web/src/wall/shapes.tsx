import type { Severity } from '#hub/contracts';

export type ShapeKind = Severity | 'normal' | 'stale' | 'off' | 'camera';
interface Style {
  colour: string;
  ink: string;
}
const COLOURS: Record<Severity, string> = {
  emergency: '#c8102e',
  warning: '#ff9838',
  watch: '#ffd24a',
  info: '#6fb7ff',
};
export const severityColour = (severity: Severity): string => COLOURS[severity];

const OUTLINE: Record<Severity, string> = {
  emergency: 'M15 3h18l12 12v18L33 45H15L3 33V15Z',
  warning: 'M24 5 45 42H3Z',
  watch: 'M24 3 45 24 24 45 3 24Z',
  info: 'M24 3a21 21 0 1 1 0 42a21 21 0 1 1 0-42Z',
};
const GLYPH: Record<Severity, string> = {
  emergency: 'M24 13v14M24 35v.1',
  warning: 'M24 18v11M24 36.4v.1',
  watch: 'M24 14v12M24 34v.1',
  info: 'M24 22.5v12M24 14v.1',
};
/** The tick of an accepted alert, set in the visual middle of each shape. */
const TICK: Record<Severity, string> = {
  emergency: 'm15.5 24.5 6 6 11-12',
  warning: 'm16.5 31 5.5 5 9.5-10.5',
  watch: 'm16.5 24.5 5.5 5.5 10-11',
  info: 'm15.5 24.5 6 6 11-12',
};

/** Contents of a 48 x 48 shape: filled while nobody has accepted, hollow with a tick from then on. */
export function ShapeArt({
  kind,
  accepted = false,
  inverse = false,
}: {
  kind: ShapeKind;
  accepted?: boolean;
  inverse?: boolean;
}) {
  switch (kind) {
    case 'normal':
      return <circle cx="24" cy="24" r="18.5" fill="none" stroke="#7fa7a0" strokeWidth="6" />;
    case 'off':
      return <circle cx="24" cy="24" r="18.5" fill="#0b1420" stroke="#8796a5" strokeWidth="4" strokeDasharray="7 6" />;
    case 'stale':
      return (
        <>
          <circle cx="24" cy="24" r="20" fill="#0b1420" stroke="#8796a5" strokeWidth="4" />
          <path d="M8 22 22 8M6.5 35.5 35.5 6.5M12.5 41.5 41.5 12.5M26 40 40 26" stroke="#8796a5" strokeWidth="4.5" />
        </>
      );
    case 'camera':
      return (
        <path
          d="M5 14h26v20H5ZM34 21l9-5v16l-9-5Z"
          fill="#eaf1f8"
          stroke="#0b1420"
          strokeWidth="5"
          paintOrder="stroke"
          strokeLinejoin="round"
        />
      );
    default:
      return <SeverityArt severity={kind} accepted={accepted} inverse={inverse} />;
  }
}

function SeverityArt({ severity, accepted, inverse }: { severity: Severity; accepted: boolean; inverse: boolean }) {
  const style: Style = inverse
    ? { colour: '#0b1420', ink: COLOURS[severity] }
    : { colour: COLOURS[severity], ink: '#0b1420' };
  const emergency = severity === 'emergency';
  if (accepted)
    return (
      <>
        <path
          d={OUTLINE[severity]}
          fill="#0b1420"
          stroke={emergency ? '#fff' : style.colour}
          strokeWidth="4"
          strokeLinejoin="round"
          transform="matrix(.94 0 0 .94 1.44 1.44)"
        />
        <path
          d={TICK[severity]}
          fill="none"
          stroke={emergency ? '#fff' : style.colour}
          strokeWidth="4"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </>
    );
  return (
    <>
      <path
        d={OUTLINE[severity]}
        fill={style.colour}
        stroke={emergency ? '#fff' : style.colour}
        strokeWidth="3.5"
        strokeLinejoin="round"
      />
      <path d={GLYPH[severity]} stroke={emergency ? '#fff' : style.ink} strokeWidth="5.2" strokeLinecap="round" />
    </>
  );
}

export function Shape(props: { kind: ShapeKind; accepted?: boolean; inverse?: boolean; className?: string }) {
  return (
    <svg className={props.className ?? 'shape'} viewBox="0 0 48 48" aria-hidden="true">
      <ShapeArt kind={props.kind} accepted={props.accepted} inverse={props.inverse} />
    </svg>
  );
}
