-- Held lines whose meaning is refused, with the reason: they advance the head and count for nothing.
CREATE TABLE IF NOT EXISTS set_aside_lines (
  agent VARCHAR(64) NOT NULL,
  epoch INT UNSIGNED NOT NULL,
  seq BIGINT UNSIGNED NOT NULL,
  reason VARCHAR(64) NOT NULL,
  detail VARCHAR(1000) NOT NULL,
  PRIMARY KEY (agent, epoch, seq)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
