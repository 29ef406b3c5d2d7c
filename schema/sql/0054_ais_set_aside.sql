-- Positions that count for nothing as they came: "future" (fault C9), "late" (older than the window, fault V13).
CREATE TABLE IF NOT EXISTS ais_set_aside (
  mmsi INT UNSIGNED NOT NULL,
  at BIGINT NOT NULL,
  reason VARCHAR(16) NOT NULL,
  lon_e7 INT NOT NULL,
  lat_e7 INT NOT NULL,
  sog_ckn INT NULL,
  received_at BIGINT NOT NULL,
  feed VARCHAR(64) NOT NULL,
  PRIMARY KEY (mmsi, at, reason),
  KEY ais_set_aside_by_receipt (received_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
