#include "berth-agent/local/logins.h"

#include <algorithm>
#include <array>
#include <utility>

#include "berth-agent/local/pin_hash.h"
#include "berth-agent/local/secure_random.h"
#include "schema/wire/chain.h"

namespace quaywatt::agent {

namespace {

constexpr std::size_t kTokenBytes = 32;

std::string hex(std::string_view bytes) {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text += kDigits[byte >> 4];
    text += kDigits[byte & 15];
  }
  return text;
}

}  // namespace

Logins::Logins(std::vector<OperatorConfig> operators, LoginSettings settings, std::function<domain::Millis()> elapsed)
    : operators_(std::move(operators)), settings_(settings), elapsed_(std::move(elapsed)) {
  // Of the cost the operators' own hashes have: an unknown name must not answer faster than a known one.
  nobodys_hash_ = operators_.empty() ? hash_pin("000000", {1, 8}) : operators_.front().pin_hash;
}

const OperatorConfig* Logins::known(const std::string& operator_id) const {
  const auto found = std::ranges::find(operators_, operator_id, &OperatorConfig::id);
  return found == operators_.end() ? nullptr : &*found;
}

std::variant<Login, LoginRefused> Logins::verify(const std::string& operator_id, const std::string& pin,
                                                 const std::string& source) {
  const std::lock_guard lock(attempt_mutex_);
  const LoginAttempt attempt{operator_id, source};
  const domain::Millis now = elapsed_();
  if (const auto wait = lock_out_.wait(attempt, now); wait > domain::Millis::zero()) return LoginRefused{wait};
  const OperatorConfig* person = known(operator_id);
  const bool matches = pin_matches(pin, person != nullptr ? person->pin_hash : nobodys_hash_);
  if (person == nullptr || !matches) {
    lock_out_.wrong_pin(attempt, now);
    return LoginRefused{};
  }
  lock_out_.right_pin(attempt);
  return Login{{person->role, person->id}, person->name};
}

std::variant<LoginGranted, LoginRefused> Logins::login(const std::string& operator_id, const std::string& pin,
                                                       const std::string& source) {
  auto verified = verify(operator_id, pin, source);
  if (const auto* refused = std::get_if<LoginRefused>(&verified)) return *refused;
  const std::string token = hex(secure_random_bytes(kTokenBytes));
  const domain::Millis now = elapsed_();
  const std::lock_guard lock(mutex_);
  make_room(now);
  held_[wire::sha256_hex(token)] = {std::get<Login>(verified), now, now};
  return LoginGranted{token, std::get<Login>(std::move(verified))};
}

std::optional<Login> Logins::of_token(const std::string& token, bool active) {
  const domain::Millis now = elapsed_();
  const std::lock_guard lock(mutex_);
  const auto held = held_.find(wire::sha256_hex(token));
  if (held == held_.end()) return std::nullopt;
  if (over(held->second, now)) {
    held_.erase(held);
    return std::nullopt;
  }
  if (active) held->second.active = now;
  return held->second.login;
}

void Logins::logout(const std::string& token) {
  const std::lock_guard lock(mutex_);
  held_.erase(wire::sha256_hex(token));
}

bool Logins::over(const Held& held, domain::Millis now) const {
  return now - held.active >= settings_.idle || now - held.since >= settings_.longest;
}

void Logins::make_room(domain::Millis now) {
  std::erase_if(held_, [&](const auto& entry) { return over(entry.second, now); });
  if (held_.size() < settings_.max_logins) return;
  held_.erase(std::min_element(held_.begin(), held_.end(), [](const auto& one, const auto& other) {
    return one.second.active < other.second.active;
  }));
}

}  // namespace quaywatt::agent
