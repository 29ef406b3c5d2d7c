-- Who may run what only one instance may run. expires_at is by the database's clock; fencing_token grows with each
-- new holder.
CREATE TABLE IF NOT EXISTS leases (
  name VARCHAR(64) NOT NULL,
  holder VARCHAR(128) NOT NULL,
  expires_at BIGINT NOT NULL,
  fencing_token BIGINT UNSIGNED NOT NULL,
  PRIMARY KEY (name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
