/** A packet as it came: text and nothing else. */
export function PacketText({ text }: { text: string }) {
  return (
    // long ones scroll, by keyboard too
    <pre className="packet-text" tabIndex={0}>
      {text}
    </pre>
  );
}
