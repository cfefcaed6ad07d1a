import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { document, integer, key, text } from './columns.js';

/** What a box says of itself when it asks for an account. */
export interface BoxWords {
  model?: string;
  firmware?: string;
  profile?: string;
  /** Where it connected from. */
  address?: string;
}

/**
 * A box's way to an account of its own: a printed label, or a box of a batch that came by itself. State `open` of the
 * latter means that it waits for somebody to let it in. That one has expired is read from the clock.
 */
@Entity('claim')
@Index('claim_device', ['device'])
@Index('claim_waiting', ['batch', 'state'])
@Index('claim_created', ['created', 'id'])
export class ClaimRow {
  /** The label's eight digits; of a box of a batch a digest of batch, name and proof. */
  @PrimaryColumn(key('id'))
  id: string;
  @Column(text('batch', { nullable: true }))
  batch: string | null;
  /** The name that a box of a batch gives itself. */
  @Column(text('box', { nullable: true }))
  box: string | null;
  /** SHA-256 of the claim secret, or of a box's proof. */
  @Column(text('secret_hash'))
  secretHash: string;
  @Column(text('state'))
  state: 'open' | 'claimed' | 'handed-out' | 'in-use' | 'withdrawn';
  @Column(text('profile', { nullable: true }))
  profile: string | null;
  /** Labels printed together. */
  @Column(text('sheet', { nullable: true }))
  sheet: string | null;
  @Column(document('says', { nullable: true }))
  says: BoxWords | null;
  @Column(integer('created'))
  created: number;
  @Column(text('created_by'))
  createdBy: string;
  @Column(integer('expires'))
  expires: number;
  @Column(text('device', { nullable: true }))
  device: string | null;
  @Column(integer('claimed_at', { nullable: true }))
  claimedAt: number | null;
  @Column(text('claimed_by', { nullable: true }))
  claimedBy: string | null;
  @Column(integer('handed_at', { nullable: true }))
  handedAt: number | null;
  @Column(integer('used_at', { nullable: true }))
  usedAt: number | null;
  /** When the box last asked. */
  @Column(integer('asked_at', { nullable: true }))
  askedAt: number | null;
}

/** One key in many boxes, as a factory ships them. What comes with it waits for approval. */
@Entity('claim_batch')
export class ClaimBatchRow {
  @PrimaryColumn(key('id'))
  id: string;
  @Column(text('key_hash'))
  keyHash: string;
  @Column(text('profile', { nullable: true }))
  profile: string | null;
  @Column(text('note', { nullable: true }))
  note: string | null;
  @Column(integer('created'))
  created: number;
  @Column(text('created_by'))
  createdBy: string;
  @Column(integer('expires'))
  expires: number;
  @Column(integer('withdrawn', { nullable: true }))
  withdrawn: number | null;
}

/** What an installer did in the field, under the key that the phone made up for it: sent twice, it is done once. */
@Entity('installation')
@Index('installation_device', ['device'])
export class InstallationRow {
  @PrimaryColumn(key('key'))
  key: string;
  @Column(text('claim'))
  claim: string;
  @Column(text('device'))
  device: string;
  @Column(text('installed_by'))
  installedBy: string;
  @Column(integer('installed_at'))
  installedAt: number;
  /** By the phone's clock. */
  @Column(integer('taken_at'))
  takenAt: number;
  @Column({ name: 'accuracy_m', type: 'double precision', nullable: true })
  accuracyM: number | null;
}
