// The local interface of a berth cabinet, below its sockets: a cabinet in memory and an operator who is logged in. The
// input is a script, a line a request: "POST /local/v1/stays {…}". "+15" lets minutes pass, "-m-1" takes a meter
// away, "?host,origin,site,content type,authorization" changes the next request's headers.

#include <gtest/gtest.h>

#include <charconv>
#include <optional>
#include <string>

#include "berth-agent/local/local_service.h"
#include "berth-agent/local/pin_hash.h"
#include "tests/fuzz/fuzz_input.h"
#include "tests/support/berth_world.h"

namespace {

using namespace quaywatt;
using fuzz::demand;

constexpr std::size_t kActsMax = 40;
constexpr int kMinutesMax = 600;

class NoLink final : public agent::LinkMonitor {
 public:
  agent::LinkState state() const override { return {}; }
  void wake() override {}
};

/// One operator with the cheapest hash, logged in once.
struct Terminal {
  agent::Logins logins{{{"wang", "王强", domain::ActorRole::terminal_operator, agent::hash_pin("111111", {1, 8})},
                        {"li", "李敏", domain::ActorRole::foreman, agent::hash_pin("222222", {1, 8})}},
                       {},
                       [] { return domain::Millis{0}; }};
  std::string token = std::get<agent::LoginGranted>(logins.login("li", "222222", "127.0.0.1")).token;
};

class Cabinet {
 public:
  void act(std::string_view line) {
    if (line.starts_with('+')) return pass(line.substr(1));
    if (line.starts_with('-')) {
      world_.meters[std::string(line.substr(1))].silent = true;
      return;
    }
    if (line.starts_with('?')) {
      headers_ = line.substr(1);
      return;
    }
    ask(line);
  }

  /// What the ledger holds brings the same cabinet back.
  void restart() {
    const auto before = world_.state();
    world_.restart();
    const auto after = world_.state();
    demand(before.journal == after.journal && before.meters == after.meters && before.requests == after.requests,
           "a restart brings the same state back");
    demand(after.set_aside == 0, "the desk writes nothing that its own journal refuses");
  }

 private:
  void pass(std::string_view minutes) {
    int count = 0;
    std::from_chars(minutes.data(), minutes.data() + minutes.size(), count);
    if (count > 0) world_.pass(std::chrono::minutes{std::min(count, kMinutesMax)});
  }

  std::string next_header(std::string_view usual) {
    if (!headers_) return std::string(usual);
    const auto end = std::min(headers_->find(','), headers_->size());
    const std::string value(headers_->substr(0, end));
    headers_->remove_prefix(std::min(end + 1, headers_->size()));
    return value;
  }

  agent::Arrival arrival(std::string_view line) {
    agent::Arrival arrival;
    const auto method_end = std::min(line.find(' '), line.size());
    arrival.method = line.substr(0, method_end);
    line.remove_prefix(std::min(method_end + 1, line.size()));
    const auto path_end = std::min(line.find(' '), line.size());
    arrival.path = line.substr(0, path_end);
    line.remove_prefix(std::min(path_end + 1, line.size()));
    arrival.host = next_header("127.0.0.1:8480");
    arrival.origin = next_header("");
    arrival.fetch_site = next_header("");
    arrival.content_type = next_header("application/json");
    arrival.authorization = next_header("Bearer " + terminal_.token);
    headers_.reset();
    arrival.source = "127.0.0.1";
    arrival.read_body = [line](std::size_t max_bytes) {
      return line.size() > max_bytes ? std::nullopt : std::optional(std::string(line));
    };
    return arrival;
  }

  void ask(std::string_view line) {
    agent::LocalService service({world_.desk(), terminal_.logins, link_, "jy-shili-01"},
                                agent::loopback_names("127.0.0.1", 8480), [](const std::string&) {});
    const auto answer = service.answer(arrival(line));
    demand(answer.http_code != 500 && answer.http_code != 507, "no request makes the cabinet fail");
    // As local_server.cpp writes it: a refusal may quote a path that is no UTF-8.
    demand(!answer.body.dump(-1, ' ', false, agent::Json::error_handler_t::replace).empty(), "an answer has a body");
    if (!answer.is_problem()) return;
    fuzz::demand_bilingual(answer.body["zh"].get<std::string>() + answer.body["en"].get<std::string>(),
                           "a refusal is explained");
    demand(!answer.body["code"].get<std::string>().empty(), "a refusal has its code");
  }

  test::BerthWorld world_;
  Terminal terminal_;
  NoLink link_;
  std::optional<std::string_view> headers_;
};

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Cabinet cabinet;
  std::size_t acts = 0;
  for (const auto line : fuzz::lines_of(fuzz::Input(data, size).text())) {
    if (++acts > kActsMax) break;
    cabinet.act(line);
  }
  cabinet.restart();
  return 0;
}
