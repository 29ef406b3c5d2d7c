-- Batches that carry other bytes for a held position. Kept apart, merged never; held_head is ours at overlap_end_seq.
CREATE TABLE IF NOT EXISTS ledger_forks (
  agent VARCHAR(64) NOT NULL,
  epoch INT UNSIGNED NOT NULL,
  first_seq BIGINT UNSIGNED NOT NULL,
  head_after CHAR(64) NOT NULL,
  last_seq BIGINT UNSIGNED NOT NULL,
  head_before CHAR(64) NOT NULL,
  overlap_end_seq BIGINT UNSIGNED NOT NULL,
  held_head CHAR(64) NOT NULL,
  signature VARCHAR(96) NOT NULL,
  ledger_key VARCHAR(64) NOT NULL,
  body_gzip MEDIUMBLOB NOT NULL,
  received_at BIGINT NOT NULL,
  PRIMARY KEY (agent, epoch, first_seq, head_after)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
