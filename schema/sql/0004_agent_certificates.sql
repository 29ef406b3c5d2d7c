-- TLS certificates given to agents. Who speaks on the agent link is looked up here by fingerprint, nowhere else.
CREATE TABLE IF NOT EXISTS agent_certificates (
  fingerprint CHAR(64) NOT NULL,
  agent VARCHAR(64) NOT NULL,
  serial VARCHAR(64) NOT NULL,
  issued_at BIGINT NOT NULL,
  not_after BIGINT NOT NULL,
  certificate_pem VARCHAR(4000) NOT NULL,
  revoked_at BIGINT NULL,
  PRIMARY KEY (fingerprint),
  KEY agent_certificates_by_agent (agent)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
