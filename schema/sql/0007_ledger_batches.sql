-- Batches as they came: compressed, signed. Lines before first_new_seq were held by an earlier batch, so the rows of
-- an epoch join without gap or overlap.
CREATE TABLE IF NOT EXISTS ledger_batches (
  agent VARCHAR(64) NOT NULL,
  epoch INT UNSIGNED NOT NULL,
  first_new_seq BIGINT UNSIGNED NOT NULL,
  first_seq BIGINT UNSIGNED NOT NULL,
  last_seq BIGINT UNSIGNED NOT NULL,
  head_before CHAR(64) NOT NULL,
  head_after CHAR(64) NOT NULL,
  signature VARCHAR(96) NOT NULL,
  ledger_key VARCHAR(64) NOT NULL,
  body_gzip MEDIUMBLOB NOT NULL,
  received_at BIGINT NOT NULL,
  previous_contact_at BIGINT NULL,
  PRIMARY KEY (agent, epoch, first_new_seq),
  KEY ledger_batches_by_receipt (received_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
