#pragma once
// How long a name must wait after wrong PINs (fault X9). Pure: driven by real elapsed time, bounded in size, and the
// same for names that exist and names that do not.

#include <cstdint>
#include <map>
#include <string>

#include "domain/time/instant.h"

namespace quaywatt::agent {

/// A name tried from one place. The place is part of it, so that nobody locks out the berth from elsewhere.
struct LoginAttempt {
  std::string operator_id;
  std::string source;
  auto operator<=>(const LoginAttempt&) const = default;
};

class LockOut {
 public:
  static constexpr std::uint32_t kLockAfter = 5;
  static constexpr domain::Millis kLockedFor{std::chrono::minutes{30}};
  static constexpr domain::Millis kFirstDelay{std::chrono::seconds{1}};  ///< doubles with each wrong PIN
  static constexpr std::size_t kMaxNames = 1000;  ///< beyond it the name longest untouched is forgotten

  /// Time left until this attempt may be made; zero: now.
  domain::Millis wait(const LoginAttempt& attempt, domain::Millis now) const;

  void wrong_pin(const LoginAttempt& attempt, domain::Millis now);
  void right_pin(const LoginAttempt& attempt);

  std::size_t names() const { return records_.size(); }

 private:
  struct Record {
    std::uint32_t wrong = 0;
    domain::Millis last{};
    domain::Millis until{};
  };
  void make_room();

  std::map<LoginAttempt, Record> records_;
};

}  // namespace quaywatt::agent
