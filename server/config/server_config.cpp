#include "server/config/server_config.h"

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "schema/config/strict_toml.h"

namespace quaywatt::server {

namespace fs = std::filesystem;

namespace {

using config::Range;
using config::Table;

constexpr Range kTcpPort{1, 65535};
constexpr Range kThreads{1, 512};
constexpr Range kQueue{1, 10'000};
constexpr Range kConnections{1, 256};

fs::path path_from(const fs::path& base, const std::string& text) {
  return text.empty() || fs::path(text).is_absolute() ? fs::path(text) : base / text;
}

ListenAddress listen_address(Table& table, const std::string& fallback) {
  const std::string text = table.text("listen", fallback);
  const auto address = parse_listen_address(text);
  if (!address) {
    table.refuse("listen", "应写作 地址:端口,如 \"0.0.0.0:8444\"", "must be address:port, like \"0.0.0.0:8444\"");
  }
  return address.value_or(ListenAddress{});
}

PortConfig read_port(Table table, const fs::path& base, const std::string& listen) {
  PortConfig port;
  port.listen = listen_address(table, listen);
  port.certificate_file = path_from(base, table.text("certificate_file"));
  port.key_file = path_from(base, table.text("key_file"));
  port.max_threads = static_cast<int>(table.integer("max_threads", kThreads, port.max_threads));
  port.max_in_work = static_cast<int>(table.integer("max_in_work", kThreads, port.max_in_work));
  port.max_queued = static_cast<int>(table.integer("max_queued", kQueue, port.max_queued));
  if (port.max_in_work >= port.max_threads) {
    table.refuse("max_in_work", "须小于 max_threads,余下的线程用于及时答复 503",
                 "must be less than max_threads: the other threads answer 503 in time");
  }
  return port;
}

std::string file_text(const fs::path& file) {
  std::ifstream in(file);
  std::stringstream text;
  text << in.rdbuf();
  std::string content = text.str();
  while (!content.empty() && (content.back() == '\n' || content.back() == '\r')) content.pop_back();
  return content;
}

Secret read_password(Table& table, const fs::path& base) {
  const auto file = table.optional_text("password_file");
  const auto variable = table.optional_text("password_env");
  if (file && variable) {
    table.refuse("password_env", "与 password_file 只能写一个", "only one of password_file and password_env");
  }
  if (file) {
    if (!fs::exists(path_from(base, *file))) {
      table.refuse("password_file", "文件不存在", "no such file");
      return {};
    }
    return Secret(file_text(path_from(base, *file)));
  }
  if (!variable) return {};
  const char* value = std::getenv(variable->c_str());
  if (value == nullptr) table.refuse("password_env", "环境变量未设置", "the environment variable is not set");
  return value == nullptr ? Secret() : Secret(value);
}

DatabaseConfig read_database(Table table, const fs::path& base) {
  DatabaseConfig database;
  database.socket = path_from(base, table.text("socket", "")).string();
  database.host = table.text("host", database.host);
  database.tcp_port = static_cast<std::uint16_t>(table.integer("tcp_port", kTcpPort, database.tcp_port));
  database.schema = table.text("schema", database.schema);
  database.user = table.text("user", database.user);
  database.password = read_password(table, base);
  const auto connections = [&](std::string_view key, int fallback) {
    return static_cast<int>(table.integer(key, kConnections, fallback));
  };
  database.ingest_connections = connections("ingest_connections", database.ingest_connections);
  database.site_connections = connections("site_connections", database.site_connections);
  database.job_connections = connections("job_connections", database.job_connections);
  database.statement_timeout_s =
      static_cast<int>(table.integer("statement_timeout_s", {1, 600}, database.statement_timeout_s));
  database.data_directory = path_from(base, table.text("data_directory", ""));
  database.min_free_mb = table.integer("min_free_mb", {1, 10'000'000}, database.min_free_mb);
  constexpr std::size_t kSocketPathMax = 107;  // sockaddr_un
  if (database.socket.size() > kSocketPathMax) {
    table.refuse("socket", "路径过长,最多 107 字节", "the path is too long, at most 107 bytes");
  }
  return database;
}

EnrolmentConfig read_enrolment(Table table, const fs::path& base) {
  return {path_from(base, table.text("ca_certificate_file")), path_from(base, table.text("ca_key_file"))};
}

JobsConfig read_jobs(Table table) {
  JobsConfig jobs;
  jobs.enabled = table.boolean("enabled", jobs.enabled);
  jobs.idle_interval_ms = static_cast<int>(table.integer("idle_interval_ms", {100, 600'000}, jobs.idle_interval_ms));
  jobs.evidence_lag_min = static_cast<int>(table.integer("evidence_lag_min", {1, 1'440}, jobs.evidence_lag_min));
  return jobs;
}

}  // namespace

ServerConfig load_server_config(const fs::path& file) {
  auto document = config::Document::load(file);
  Table root = document.root();
  const fs::path base = fs::absolute(file).parent_path();
  ServerConfig config;
  config.file = file.string();
  config.development =
      root.choice<bool>("environment", {{"production", false}, {"development", true}}, std::optional(false));
  config.database = read_database(root.table("database"), base);
  config.site = read_port(root.table("site"), base, "127.0.0.1:8443");
  config.metrics_allow = root.table("site").texts("metrics_allow");
  config.agent_link = read_port(root.table("agent_link"), base, "0.0.0.0:8444");
  config.client_ca_file = path_from(base, root.table("agent_link").text("client_ca_file"));
  config.receipt_key_file = path_from(base, root.table("receipts").text("key_file"));
  if (auto enrolment = root.optional_table("enrolment")) config.enrolment = read_enrolment(*enrolment, base);
  if (auto jobs = root.optional_table("jobs")) config.jobs = read_jobs(*jobs);
  config.ais = read_ais_config(root, base, config.development);
  document.accept();
  return config;
}

}  // namespace quaywatt::server
