-- Derived: energy of each meter by the clock hour (UTC and Asia/Shanghai hours begin together), kept with every batch.
-- energy_wh is what the registers prove; of it unexplained_wh lies outside any session and estimated_wh was shared out
-- over hours by time. left_out counts steps of the register that proved nothing.
CREATE TABLE IF NOT EXISTS energy_hours (
  agent VARCHAR(64) NOT NULL,
  meter VARCHAR(200) NOT NULL,
  supply_point VARCHAR(200) NOT NULL,
  hour_at BIGINT NOT NULL,
  berth VARCHAR(128) NOT NULL,
  energy_wh BIGINT NOT NULL,
  unexplained_wh BIGINT NOT NULL,
  estimated_wh BIGINT NOT NULL,
  left_out BIGINT NOT NULL,
  PRIMARY KEY (agent, meter, supply_point, hour_at),
  KEY energy_hours_by_berth (berth, hour_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
