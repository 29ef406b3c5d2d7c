-- Lines the server had receipted and did not hold any more (a restored backup, a failover): found when the agent showed
-- the receipt, whole when it had brought them all again.
CREATE TABLE IF NOT EXISTS ledger_recoveries (
  agent VARCHAR(64) NOT NULL,
  to_epoch INT UNSIGNED NOT NULL,
  to_seq BIGINT UNSIGNED NOT NULL,
  from_epoch INT UNSIGNED NOT NULL,
  from_seq BIGINT UNSIGNED NOT NULL,
  head CHAR(64) NOT NULL,
  receipted_at BIGINT NOT NULL,
  found_at BIGINT NOT NULL,
  whole_at BIGINT NULL,
  PRIMARY KEY (agent, to_epoch, to_seq, found_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
