-- Ed25519 keys an agent signs batches with. A key signs what ends after (valid_after_epoch, valid_after_seq), until
-- the next one does; so a batch of old lines that is sent again is still checked with the key of its time.
CREATE TABLE IF NOT EXISTS agent_keys (
  agent VARCHAR(64) NOT NULL,
  valid_after_epoch INT UNSIGNED NOT NULL,
  valid_after_seq BIGINT UNSIGNED NOT NULL,
  public_key VARCHAR(64) NOT NULL,
  origin VARCHAR(16) NOT NULL,
  added_at BIGINT NOT NULL,
  PRIMARY KEY (agent, valid_after_epoch, valid_after_seq)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
