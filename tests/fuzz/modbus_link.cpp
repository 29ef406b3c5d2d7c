// Modbus TCP through libmodbus: a peer that takes a request and answers any bytes, then closes. The first byte says how
// many registers are asked for.

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <mutex>
#include <string>
#include <thread>
#include <variant>

#include "berth-agent/meter/libmodbus_bus.h"
#include "tests/fuzz/fuzz_input.h"

namespace {

using namespace quaywatt;
using fuzz::demand;

constexpr std::size_t kRequestBytes = 12;  // MBAP header, unit, function, address, count

/// Listens on a free port of 127.0.0.1 for as long as the program runs.
class AnsweringPeer {
 public:
  AnsweringPeer() {
    listener_ = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    demand(::bind(listener_, generic, length) == 0 && ::listen(listener_, 16) == 0 &&
               ::getsockname(listener_, generic, &length) == 0,
           "a socket can be had");
    tcp_port_ = ntohs(address.sin_port);
    std::thread([this] { serve(); }).detach();
  }

  std::uint16_t tcp_port() const { return tcp_port_; }

  void answer_with(std::string bytes) {
    const std::lock_guard lock(mutex_);
    answer_ = std::move(bytes);
  }

 private:
  [[noreturn]] void serve() {
    for (;;) {
      const int connection = ::accept(listener_, nullptr, nullptr);
      std::array<char, kRequestBytes> request{};
      if (::recv(connection, request.data(), request.size(), MSG_WAITALL) == ssize_t{kRequestBytes}) {
        const std::lock_guard lock(mutex_);
        ::send(connection, answer_.data(), answer_.size(), MSG_NOSIGNAL);
      }
      ::close(connection);
    }
  }

  int listener_ = -1;
  std::uint16_t tcp_port_ = 0;
  std::mutex mutex_;
  std::string answer_;
};

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static auto* const peer = new AnsweringPeer;  // its thread outlives everything
  fuzz::Input input(data, size);
  const auto count = static_cast<std::uint16_t>(input.byte() % 125 + 1);
  peer->answer_with(std::string(input.text()));
  const auto bus = agent::LibmodbusBus::tcp("127.0.0.1", peer->tcp_port());
  const auto outcome = bus->read({1, 3, 0x48, count}, std::chrono::milliseconds{200});
  if (const auto* words = std::get_if<std::vector<std::uint16_t>>(&outcome)) {
    demand(words->size() == count, "exactly the registers asked for");
    demand(input.bytes().size() >= 9 + 2 * std::size_t{count}, "registers come from the answer alone");
  } else {
    const auto& failure = std::get<agent::MeterFailure>(outcome);
    fuzz::demand_bilingual(failure.zh + failure.en, "a failed request is explained");
    demand(failure.fault != agent::MeterFault::device_missing && failure.fault != agent::MeterFault::connection_refused,
           "the peer was there");
  }
  return 0;
}
