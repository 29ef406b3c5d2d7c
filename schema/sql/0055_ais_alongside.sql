-- The picture: vessels alongside now, with the positions that still wait to be put in order counted in. Replaced by
-- the tracker every few seconds; the warnings go by it.
CREATE TABLE IF NOT EXISTS ais_alongside (
  mmsi INT UNSIGNED NOT NULL,
  berth VARCHAR(128) NOT NULL,
  arrived_at BIGINT NOT NULL,
  last_alongside_at BIGINT NOT NULL,
  arrived_earliest_at BIGINT NULL,
  evidence VARCHAR(16) NOT NULL,
  identity_doubtful TINYINT NOT NULL,
  lon_e7 INT NOT NULL,
  lat_e7 INT NOT NULL,
  PRIMARY KEY (mmsi, berth, arrived_at),
  KEY ais_alongside_by_berth (berth)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
