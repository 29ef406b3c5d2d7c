-- Derived: lines whose clock was ahead of their receipt by more than the limit. They are kept and read, but their time
-- is worth nothing.
CREATE TABLE IF NOT EXISTS lines_ahead_of_time (
  agent VARCHAR(64) NOT NULL,
  epoch INT UNSIGNED NOT NULL,
  seq BIGINT UNSIGNED NOT NULL,
  ahead_ms BIGINT NOT NULL,
  PRIMARY KEY (agent, epoch, seq)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
INSERT INTO lines_ahead_of_time (agent, epoch, seq, ahead_ms)
SELECT r.agent, r.epoch, r.seq, MAX(r.sampled_at - b.received_at) FROM meter_readings r JOIN ledger_batches b
  ON b.agent = r.agent AND b.epoch = r.epoch AND r.seq >= b.first_new_seq AND r.seq <= b.last_seq
WHERE r.sampled_at > b.received_at + 60000 GROUP BY r.agent, r.epoch, r.seq
ON DUPLICATE KEY UPDATE ahead_ms = VALUES(ahead_ms);
