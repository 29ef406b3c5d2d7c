-- Registers of places: ports, waterways, berths, the supply points at a berth and their meters. Ids are the register's
-- own; supply points and meters are named within their berth. Dates are days in Asia/Shanghai.
CREATE TABLE IF NOT EXISTS ports (
  id VARCHAR(64) NOT NULL,
  name VARCHAR(200) NOT NULL,
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE IF NOT EXISTS waterways (
  id VARCHAR(64) NOT NULL,
  name VARCHAR(200) NOT NULL,
  waters VARCHAR(24) NOT NULL,
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE IF NOT EXISTS berths (
  id VARCHAR(128) NOT NULL,
  name VARCHAR(200) NOT NULL,
  port VARCHAR(64) NOT NULL,
  port_area VARCHAR(200) NOT NULL,
  waterway VARCHAR(64) NOT NULL,
  waters VARCHAR(24) NOT NULL,
  kind VARCHAR(24) NOT NULL,
  cargo VARCHAR(24) NULL,
  district VARCHAR(200) NOT NULL,
  PRIMARY KEY (id),
  KEY berths_by_port (port)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE IF NOT EXISTS supply_points (
  berth VARCHAR(128) NOT NULL,
  id VARCHAR(200) NOT NULL,
  voltage_v INT NULL,
  frequency_hz INT NULL,
  phases INT NULL,
  current_a INT NULL,
  rated_power_w BIGINT NOT NULL,
  inspected_on DATE NULL,
  PRIMARY KEY (berth, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE IF NOT EXISTS meters (
  berth VARCHAR(128) NOT NULL,
  id VARCHAR(200) NOT NULL,
  supply_point VARCHAR(200) NOT NULL,
  digits INT NOT NULL,
  resolution_wh BIGINT NOT NULL,
  ratio BIGINT NOT NULL,
  PRIMARY KEY (berth, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
