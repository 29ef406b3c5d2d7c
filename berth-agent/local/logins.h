#pragma once
// Who is logged in at the terminal: PINs are checked, tokens given, kept only as their hashes, and forgotten when idle.

#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "berth-agent/config/agent_config.h"
#include "berth-agent/local/lock_out.h"
#include "domain/ledger/ledger_line.h"

namespace quaywatt::agent {

struct LoginSettings {
  domain::Millis idle{std::chrono::minutes{15}};     ///< without an act of the operator; longer tempts others
  domain::Millis longest{std::chrono::hours{12}};    ///< a shift
  std::size_t max_logins = 32;                       ///< beyond it the one longest idle ends
};

/// An operator at the terminal.
struct Login {
  domain::Actor actor;
  std::string name;
};

struct LoginGranted {
  std::string token;  ///< 64 hex digits, known to the terminal alone
  Login login;
};

struct LoginRefused {
  domain::Millis wait{};  ///< not before this long; zero: name or PIN was wrong just now
};

/// Safe from any thread. PINs are checked one at a time, so that guesses cannot run side by side.
class Logins {
 public:
  /// `elapsed` is monotonic real time: a shortened clock shortens no lock.
  Logins(std::vector<OperatorConfig> operators, LoginSettings settings, std::function<domain::Millis()> elapsed);

  std::variant<LoginGranted, LoginRefused> login(const std::string& operator_id, const std::string& pin,
                                                 const std::string& source);
  /// The same check without a login: a second person signs an act.
  std::variant<Login, LoginRefused> verify(const std::string& operator_id, const std::string& pin,
                                           const std::string& source);

  /// Who holds this token. `active`: an act of the operator, which keeps the login alive; a screen that refreshes by
  /// itself does not.
  std::optional<Login> of_token(const std::string& token, bool active);
  void logout(const std::string& token);

  const LoginSettings& settings() const { return settings_; }

 private:
  struct Held {
    Login login;
    domain::Millis since{};
    domain::Millis active{};
  };
  bool over(const Held& held, domain::Millis now) const;
  const OperatorConfig* known(const std::string& operator_id) const;
  void make_room(domain::Millis now);

  std::vector<OperatorConfig> operators_;
  std::string nobodys_hash_;  ///< checked for unknown names, so that they take as long
  LoginSettings settings_;
  std::function<domain::Millis()> elapsed_;

  std::mutex attempt_mutex_;  ///< guards lock_out_; taken before mutex_
  LockOut lock_out_;
  std::mutex mutex_;          ///< guards held_
  std::map<std::string, Held> held_;  ///< by SHA-256 of the token
};

}  // namespace quaywatt::agent
