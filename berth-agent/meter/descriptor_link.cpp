#include "berth-agent/meter/descriptor_link.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace quaywatt::agent {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

// A peer that has closed must give an error, not a SIGPIPE that ends the program.
ssize_t write_quietly(int descriptor, std::span<const std::uint8_t> bytes) {
  const ssize_t sent = ::send(descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL);
  return sent < 0 && errno == ENOTSOCK ? ::write(descriptor, bytes.data(), bytes.size()) : sent;
}

}  // namespace

DescriptorLink::~DescriptorLink() { DescriptorLink::close(); }

void DescriptorLink::close() {
  if (descriptor_ >= 0) ::close(descriptor_);
  descriptor_ = -1;
}

int DescriptorLink::left_ms() const {
  const auto left = std::chrono::ceil<milliseconds>(deadline_ - steady_clock::now());
  return static_cast<int>(std::max<milliseconds::rep>(0, left.count()));
}

std::optional<MeterFailure> DescriptorLink::begin(milliseconds timeout) {
  deadline_ = steady_clock::now() + timeout;
  if (descriptor_ >= 0) return std::nullopt;
  const auto opened = open();
  if (const auto* failure = std::get_if<MeterFailure>(&opened)) return *failure;
  descriptor_ = std::get<int>(opened);
  return std::nullopt;
}

DescriptorLink::Ready DescriptorLink::wait_for(short events) const {
  while (true) {
    pollfd wanted{descriptor_, events, 0};
    const int found = ::poll(&wanted, 1, left_ms());
    if (found > 0) return Ready::yes;
    if (found == 0) return Ready::no_time;
    if (errno != EINTR) return Ready::broken;
  }
}

std::optional<MeterFailure> DescriptorLink::send(std::span<const std::uint8_t> bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = write_quietly(descriptor_, bytes);
    if (sent > 0) {
      bytes = bytes.subspan(static_cast<std::size_t>(sent));
      continue;
    }
    const int error = errno;
    const bool full = sent < 0 && (error == EAGAIN || error == EINTR);
    const Ready ready = full ? wait_for(POLLOUT) : Ready::broken;
    if (ready == Ready::yes) continue;
    close();
    return ready == Ready::no_time ? timeout_failure(place()) : lost_failure(place(), error);
  }
  return std::nullopt;
}

std::variant<std::size_t, MeterFailure> DescriptorLink::receive(std::span<std::uint8_t> room) {
  while (true) {
    const Ready ready = wait_for(POLLIN);
    if (ready == Ready::no_time) return timeout_failure(place());
    const ssize_t received = ready == Ready::yes ? ::read(descriptor_, room.data(), room.size()) : -1;
    if (received > 0) return static_cast<std::size_t>(received);
    if (received < 0 && (errno == EAGAIN || errno == EINTR)) continue;
    const int error = received == 0 ? 0 : errno;
    close();
    return lost_failure(place(), error);
  }
}

std::size_t DescriptorLink::received_already(std::span<std::uint8_t> room) {
  if (descriptor_ < 0) return 0;
  const ssize_t received = ::read(descriptor_, room.data(), room.size());
  return received > 0 ? static_cast<std::size_t>(received) : 0;
}

MeterFailure timeout_failure(const std::string& place) {
  return {MeterFault::timeout, place + " 未在规定时间内应答，请检查电表供电、接线和地址",
          "no answer from " + place + " in time; check the meter's supply, wiring and address"};
}

MeterFailure lost_failure(const std::string& place, int error_number) {
  const std::string why = error_number == 0 ? "closed by the far end" : std::generic_category().message(error_number);
  return {MeterFault::connection_lost, place + " 连接中断 (" + why + ")，将自动重连",
          "connection to " + place + " lost (" + why + "), will be opened again"};
}

}  // namespace quaywatt::agent
