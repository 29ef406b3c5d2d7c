#include "berth-agent/uplink/host_resolver.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "Poco/Exception.h"
#include "Poco/Net/DNS.h"
#include "Poco/Net/IPAddress.h"

namespace quaywatt::agent {

namespace {

std::vector<std::string> ask_machine(const std::string& host) {
  Poco::Net::IPAddress literal;
  if (Poco::Net::IPAddress::tryParse(host, literal)) return {literal.toString()};
  std::vector<std::string> out;
  try {
    auto addresses = Poco::Net::DNS::resolve(host).addresses();
    std::stable_sort(addresses.begin(), addresses.end(),
                     [](const auto& a, const auto& b) { return a.family() < b.family(); });
    for (const auto& address : addresses) {
      if (std::find(out.begin(), out.end(), address.toString()) == out.end()) out.push_back(address.toString());
    }
  } catch (const Poco::Exception&) {
    return {};
  }
  return out;
}

}  // namespace

struct SystemResolver::Question {
  std::mutex mutex;
  std::condition_variable answered;
  bool done = false;
  std::vector<std::string> addresses;
};

SystemResolver::SystemResolver(domain::Millis patience) : patience_(patience) {}

/// getaddrinfo cannot be called off. It runs in a thread of its own, which is left behind when it takes too long; no
/// second one is started before the first has come back.
std::vector<std::string> SystemResolver::resolve(const std::string& host) {
  if (hanging_) {
    const std::lock_guard lock(hanging_->mutex);
    if (!hanging_->done) return {};
  }
  const auto question = std::make_shared<Question>();
  hanging_ = question;
  std::thread([question, host] {
    auto addresses = ask_machine(host);
    const std::lock_guard lock(question->mutex);
    question->addresses = std::move(addresses);
    question->done = true;
    question->answered.notify_all();
  }).detach();
  std::unique_lock lock(question->mutex);
  question->answered.wait_for(lock, patience_, [&] { return question->done; });
  return question->done ? question->addresses : std::vector<std::string>{};
}

}  // namespace quaywatt::agent
