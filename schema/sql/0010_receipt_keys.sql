-- Public keys of the server's receipts, shared by all instances and pinned by agents at enrolment.
CREATE TABLE IF NOT EXISTS receipt_keys (
  key_id VARCHAR(64) NOT NULL,
  public_key VARCHAR(64) NOT NULL,
  first_seen_at BIGINT NOT NULL,
  retired_at BIGINT NULL,
  PRIMARY KEY (key_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
