#pragma once
// A whole server on loopback with a database of its own schema, and berth agents that speak to it by the shipped TLS
// client of quaywatt-agent.

#include <atomic>
#include <memory>
#include <sstream>
#include <string>

#include "berth-agent/uplink/https_exchange.h"
#include "schema/wire/enrolment.h"
#include "server/wiring/server_app.h"
#include "tests/support/ledger_writer.h"
#include "tests/support/private_mariadb.h"
#include "tests/support/temp_dir.h"

namespace quaywatt::test {

/// A stream that several threads may write and one reads.
class SharedLog : public std::ostream {
 public:
  SharedLog() : std::ostream(&buffer_) {}
  std::string text() { return buffer_.text(); }

 private:
  class Buffer : public std::stringbuf {
   public:
    std::string text() {
      const std::lock_guard lock(mutex_);
      return str();
    }

   protected:
    std::streamsize xsputn(const char* text, std::streamsize count) override {
      const std::lock_guard lock(mutex_);
      return std::stringbuf::xsputn(text, count);
    }

   private:
    std::mutex mutex_;
  };
  Buffer buffer_;
};

class ServerWorld {
 public:
  /// `change` edits the settings before the server starts.
  explicit ServerWorld(const std::function<void(server::ServerConfig&)>& change = {});

  /// What the server takes for the time: the real one, plus what a test adds.
  domain::Instant now() const;
  void pass(domain::Millis time) { passed_ms_ += time.count(); }

  /// A one-time code, as the administrator makes it.
  std::string code(const std::string& agent, const std::string& berth);
  /// Rows of a query, columns joined by '|'.
  std::vector<std::string> rows(const std::string& sql);

  agent::LinkAnswer get_site(const std::string& path);
  agent::LinkAnswer post_site(const std::string& path, const std::string& body,
                              const std::string& type = "application/json");

  std::filesystem::path pki(const char* file) const { return directory_.path() / "pki" / file; }
  const std::filesystem::path& directory() const { return directory_.path(); }
  server::MysqlStores& stores() { return *stores_; }
  server::ServerApp& app() { return *app_; }
  const server::ServerConfig& config() const { return config_; }
  std::string log_text() { return log_text_.text(); }

 private:
  TempDir directory_;
  std::atomic<std::int64_t> passed_ms_{0};
  SharedLog log_text_;
  server::ServerConfig config_;
  std::unique_ptr<server::Log> log_;
  std::unique_ptr<server::MysqlStores> stores_;
  std::unique_ptr<server::ServerApp> app_;
};

/// A berth agent with keys of its own.
class TestAgent {
 public:
  TestAgent(ServerWorld& world, std::string name, std::string berth);

  /// Asks for a code, spends it and is approved.
  void enrol();
  wire::EnrolmentRequest request(const std::string& code) const;
  agent::LinkAnswer spend(const std::string& code);
  /// Takes a grant's certificate for its own.
  void adopt(const wire::EnrolmentGrant& grant);
  void approve();

  agent::LinkAnswer post(const std::string& body_gzip, const std::string& path = "/agent/v1/ledger");
  agent::LinkAnswer get(const std::string& path);
  /// Sends and reads the answer, which must be one of ours with a valid receipt.
  wire::BatchAnswer send(const wire::Batch& batch);
  wire::BatchAnswer head();

  agent::TlsFiles tls_files() const;
  const std::string& name() const { return name_; }
  LedgerWriter ledger;
  wire::EnrolmentGrant grant;

  /// Reads an answer, which must be one of ours; its receipt, if any, must be valid.
  wire::BatchAnswer trusted(const agent::LinkAnswer& answer);

 private:
  ServerWorld& world_;
  std::string name_;
  std::string berth_;
  std::string tls_key_pem_;
};

/// The reply; a failure of the link ends the test with its words.
const agent::ServerReply& reply_of(const agent::LinkAnswer& answer);
void write_text(const std::filesystem::path& file, const std::string& text);

}  // namespace quaywatt::test
