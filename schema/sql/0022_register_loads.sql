-- Which register files were loaded; the newest one's checksum tells a repetition.
CREATE TABLE IF NOT EXISTS register_loads (
  number INT UNSIGNED NOT NULL,
  checksum CHAR(64) NOT NULL,
  loaded_at BIGINT NOT NULL,
  PRIMARY KEY (number)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
