-- What a person must look at. The same occasion again counts up instead of making a second row.
CREATE TABLE IF NOT EXISTS alarms (
  kind VARCHAR(40) NOT NULL,
  subject VARCHAR(128) NOT NULL,
  occasion VARCHAR(128) NOT NULL,
  text_zh VARCHAR(500) NOT NULL,
  text_en VARCHAR(500) NOT NULL,
  first_at BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  occurrences INT UNSIGNED NOT NULL,
  cleared_at BIGINT NULL,
  PRIMARY KEY (kind, subject, occasion),
  KEY alarms_by_time (last_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
