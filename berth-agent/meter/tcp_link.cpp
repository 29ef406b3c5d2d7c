#include "berth-agent/meter/tcp_link.h"

#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <memory>
#include <system_error>
#include <utility>

namespace quaywatt::agent {
namespace {

using Addresses = std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)>;

// Waits for a connection under way; 0 when it stands, else the error number.
int await_connection(int descriptor, int left_ms) {
  pollfd wanted{descriptor, POLLOUT, 0};
  int found = -1;
  do {
    found = ::poll(&wanted, 1, left_ms);
  } while (found < 0 && errno == EINTR);
  if (found == 0) return ETIMEDOUT;
  int error = 0;
  socklen_t size = sizeof error;
  if (found < 0 || ::getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &size) != 0) return errno;
  return error;
}

// A connected non-blocking socket, or the error number.
std::pair<int, int> connect_to(const addrinfo& address, int left_ms) {
  const int descriptor =
      ::socket(address.ai_family, address.ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, address.ai_protocol);
  if (descriptor < 0) return {-1, errno};
  int error = ::connect(descriptor, address.ai_addr, address.ai_addrlen) == 0 ? 0 : errno;
  if (error == EINPROGRESS) error = await_connection(descriptor, left_ms);
  if (error != 0) {
    ::close(descriptor);
    return {-1, error};
  }
  const int on = 1;
  ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return {descriptor, 0};
}

MeterFailure connect_failure(const std::string& place, int error) {
  if (error == ETIMEDOUT) return timeout_failure(place);
  const std::string why = std::generic_category().message(error);
  if (error == ECONNREFUSED) {
    return {MeterFault::connection_refused, place + " 拒绝连接，请检查端口和串口服务器",
            "connection to " + place + " refused; check the port and the serial server"};
  }
  return {MeterFault::device_missing, "连不上 " + place + " (" + why + ")，请检查网络",
          "cannot reach " + place + " (" + why + "); check the network"};
}

}  // namespace

TcpLink::TcpLink(std::string host, std::uint16_t tcp_port) : host_(std::move(host)), tcp_port_(tcp_port) {}

std::string TcpLink::place() const { return host_ + ":" + std::to_string(tcp_port_); }

std::variant<int, MeterFailure> TcpLink::open() {
  addrinfo wanted{};
  wanted.ai_socktype = SOCK_STREAM;
  addrinfo* list = nullptr;
  if (const int error = ::getaddrinfo(host_.c_str(), std::to_string(tcp_port_).c_str(), &wanted, &list); error != 0) {
    const std::string why = ::gai_strerror(error);
    return MeterFailure{MeterFault::device_missing, "找不到主机 " + host_ + " (" + why + ")",
                        "cannot find host " + host_ + " (" + why + ")"};
  }
  const Addresses addresses(list, &::freeaddrinfo);
  int last_error = ENOENT;
  for (const addrinfo* address = addresses.get(); address != nullptr; address = address->ai_next) {
    const auto [descriptor, error] = connect_to(*address, left_ms());
    if (descriptor >= 0) return descriptor;
    last_error = error;
  }
  return connect_failure(place(), last_error);
}

}  // namespace quaywatt::agent
