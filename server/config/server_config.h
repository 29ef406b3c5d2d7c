#pragma once
// The settings of quaywatt-server and of the quaywatt commands that work on its database: one file, read once, refused
// when a key is unknown (ops/config/server.example.toml names them all).

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "server/config/ais_config.h"
#include "server/config/listen_address.h"
#include "server/config/secret.h"

namespace quaywatt::server {

struct DatabaseConfig {
  std::string socket;                ///< Unix socket; empty: TCP to host and port
  std::string host = "127.0.0.1";
  std::uint16_t tcp_port = 3306;
  std::string schema = "quaywatt";
  std::string user = "quaywatt";
  Secret password;                   ///< by password_file or password_env
  int ingest_connections = 8;        ///< for ledgers; more take more of the database's memory
  int site_connections = 8;
  int job_connections = 2;
  int statement_timeout_s = 2;       ///< how long ingest and site wait for one statement (fault S4)
  std::filesystem::path data_directory;  ///< of a database on this machine, to watch its disk; empty: not watched
  std::int64_t min_free_mb = 500;    ///< below it no more batches are taken in (fault S8)
};

struct PortConfig {
  ListenAddress listen;
  std::filesystem::path certificate_file;
  std::filesystem::path key_file;
  int max_threads = 24;              ///< connections at once
  int max_in_work = 16;              ///< requests at once; beyond, 503
  int max_queued = 1024;             ///< connections that wait
};

struct EnrolmentConfig {
  std::filesystem::path ca_certificate_file;
  std::filesystem::path ca_key_file;
};

struct JobsConfig {
  bool enabled = true;
  int idle_interval_ms = 2'000;      ///< between looks for new ledger lines
  int evidence_lag_min = 30;         ///< within which a declaration must be written and delivered (decision 4)
};

struct ServerConfig {
  std::string file;                  ///< where it was read from
  bool development = false;          ///< shortened clocks are taken; never on a port that counts
  DatabaseConfig database;
  PortConfig site;
  PortConfig agent_link;
  std::filesystem::path client_ca_file;          ///< whose client certificates may knock on the agent link
  std::vector<std::string> metrics_allow;        ///< addresses beside loopback
  std::optional<EnrolmentConfig> enrolment;      ///< absent: this instance enrols nobody
  std::filesystem::path receipt_key_file;
  JobsConfig jobs;
  std::optional<AisConfig> ais;                  ///< absent: this instance hears no positions
};

/// Relative paths are taken from the file's directory. Throws config::ConfigRefused naming line and key of everything
/// that is wrong.
ServerConfig load_server_config(const std::filesystem::path& file);

}  // namespace quaywatt::server
