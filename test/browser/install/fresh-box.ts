import mqtt, { type MqttClient } from 'mqtt';
import { claimAccount, type Label, type ProvisioningReply, topics } from '#hub/contracts';

/** A box out of its carton: it knows what its label says and nothing else. */
export interface FreshBox {
  /** Resolves when the hub has given it an account. */
  admitted: Promise<{ id: string; secret: string }>;
  /** Sends a packet with its own account. */
  send(values: Record<string, number>): Promise<void>;
  switchOff(): Promise<void>;
}

export async function switchOn(mqttPort: number, { code, secret }: Pick<Label, 'code' | 'secret'>): Promise<FreshBox> {
  const url = `mqtt://127.0.0.1:${mqttPort}`;
  const asking = await mqtt.connectAsync(url, {
    ...{ username: claimAccount(code), password: secret },
    reconnectPeriod: 0,
  });
  let own: MqttClient | undefined;
  const admitted = new Promise<ProvisioningReply & { state: 'account' }>((resolve, reject) => {
    asking.on('message', (_topic, payload) => {
      const reply = JSON.parse(payload.toString()) as ProvisioningReply;
      if (reply.state === 'account') resolve(reply);
      else if (reply.state === 'refused') reject(new Error(reply.words));
    });
  });
  await asking.subscribeAsync(topics.provisioningReply(code), { qos: 1 });
  await asking.publishAsync(topics.provisioningRequest, '{}', { qos: 1 });
  const account = async () => {
    const { id, secret: password, topics: own } = await admitted;
    return { id, password, telemetry: own.telemetry };
  };
  return {
    admitted: admitted.then(({ id, secret: password }) => ({ id, secret: password })),
    async send(values) {
      const { id, password, telemetry } = await account();
      await asking.endAsync(true);
      own ??= await mqtt.connectAsync(url, { username: id, password, reconnectPeriod: 0 });
      await own.publishAsync(telemetry, JSON.stringify({ ts: Date.now(), ...values }), { qos: 1 });
    },
    async switchOff() {
      await asking.endAsync(true);
      await own?.endAsync(true);
    },
  };
}
