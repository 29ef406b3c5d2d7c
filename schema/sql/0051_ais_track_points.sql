-- Primary: the evidence of an AIS stay, a few positions of many; the first and the last are kept. Degrees are 1e-7.
CREATE TABLE IF NOT EXISTS ais_track_points (
  mmsi INT UNSIGNED NOT NULL,
  berth VARCHAR(128) NOT NULL,
  arrived_at BIGINT NOT NULL,
  at BIGINT NOT NULL,
  lon_e7 INT NOT NULL,
  lat_e7 INT NOT NULL,
  sog_ckn INT NULL,
  PRIMARY KEY (mmsi, berth, arrived_at, at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
