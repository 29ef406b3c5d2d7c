-- Work: stays of which something changed since they were judged last.
CREATE TABLE IF NOT EXISTS stays_to_judge (
  agent VARCHAR(64) NOT NULL,
  epoch INT UNSIGNED NOT NULL,
  seq BIGINT UNSIGNED NOT NULL,
  berth VARCHAR(200) NOT NULL,
  PRIMARY KEY (agent, epoch, seq)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
