#include "tests/killers/database_relay.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstring>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace quaywatt::test {

namespace {

constexpr int kLookMs = 50;
constexpr std::string_view kCommit = "\x03" "COMMIT";  // COM_QUERY and the statement

sockaddr_un address_of(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof address.sun_path) throw std::runtime_error("the path is too long for a socket: " + path);
  std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
  return address;
}

int connected(const std::string& path) {
  const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_un address = address_of(path);
  if (connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return socket;
  close(socket);
  return -1;
}

bool readable(int socket, int wait_ms) {
  pollfd asked{socket, POLLIN, 0};
  return poll(&asked, 1, wait_ms) > 0;
}

/// What came, empty at the end of the stream.
std::string received(int socket) {
  std::array<char, 65536> bytes;
  const ssize_t got = recv(socket, bytes.data(), bytes.size(), 0);
  return got <= 0 ? std::string() : std::string(bytes.data(), static_cast<std::size_t>(got));
}

bool passed_on(int socket, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool is_commit(std::string_view packet) {
  const auto found = std::ranges::search(packet, kCommit, [](char a, char b) {
    return std::toupper(static_cast<unsigned char>(a)) == std::toupper(static_cast<unsigned char>(b));
  });
  return !found.empty();
}

}  // namespace

DatabaseRelay::DatabaseRelay(std::string to) : to_(std::move(to)) {
  listening_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_un address = address_of(socket());
  if (bind(listening_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
      listen(listening_, 64) != 0) {
    throw std::runtime_error("cannot listen on " + socket());
  }
  accepting_ = std::thread([this] { accept_all(); });
}

DatabaseRelay::~DatabaseRelay() {
  stopping_ = true;
  accepting_.join();
  for (auto& relay : relays_) relay.join();
  close(listening_);
}

void DatabaseRelay::cut(Cut where, int times) {
  left_ = times;
  where_ = where;
}

DatabaseRelay::Cut DatabaseRelay::at_commit() {
  if (where_ == Cut::never || left_.fetch_sub(1) <= 0) return Cut::never;
  ++cuts_;
  return where_;
}

void DatabaseRelay::accept_all() {
  while (!stopping_) {
    if (!readable(listening_, kLookMs)) continue;
    const int client = accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC);
    if (client >= 0) relays_.emplace_back([this, client] { relay(client); });
  }
}

void DatabaseRelay::relay(int client) {
  const int server = connected(to_);
  bool open = server >= 0;
  while (open && !stopping_) {
    std::array<pollfd, 2> ends{pollfd{client, POLLIN, 0}, pollfd{server, POLLIN, 0}};
    if (poll(ends.data(), ends.size(), kLookMs) <= 0) continue;
    if (ends[1].revents != 0) {
      const std::string answer = received(server);
      open = !answer.empty() && passed_on(client, answer);
    }
    if (open && ends[0].revents != 0) {
      const std::string request = received(client);
      const Cut where = is_commit(request) ? at_commit() : Cut::never;
      open = !request.empty() && where != Cut::before_commit && passed_on(server, request);
      if (where == Cut::after_commit) {
        received(server);  // "done", which nobody will hear
        open = false;
      }
    }
  }
  close(client);
  if (server >= 0) close(server);
}

}  // namespace quaywatt::test
