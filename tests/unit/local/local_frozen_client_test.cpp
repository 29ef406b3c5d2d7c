// A browser that freezes, or a page killed in the middle of a request, takes nothing from the recording (fault A12).

#include <algorithm>
#include <list>
#include <thread>

#include "tests/support/local_world.h"

namespace quaywatt::test {
namespace {

agent::LocalServerSettings impatient() {
  agent::LocalServerSettings settings;
  settings.tcp_port = 0;
  settings.receive_timeout_ms = 300;
  return settings;
}

/// Clients that began a request and never end it.
class FrozenClients {
 public:
  FrozenClients(std::uint16_t tcp_port, int count, const std::string& begun) {
    for (int i = 0; i < count; ++i) {
      auto& socket = sockets_.emplace_back();
      socket.connect(Poco::Net::SocketAddress("127.0.0.1", tcp_port));
      if (!begun.empty()) socket.sendBytes(begun.data(), static_cast<int>(begun.size()));
    }
  }

 private:
  std::list<Poco::Net::StreamSocket> sockets_;
};

/// Asks until the server has time again; the code of the last answer.
int asked_until_served(LocalWorld& world, const std::string& token) {
  int code = 0;
  for (int attempt = 0; attempt < 20 && code != 200; ++attempt) {
    try {
      code = world.get("/overview", token).http_code;
    } catch (const Poco::Exception&) {
      code = 0;  // let go while it waited in the queue
    }
  }
  return code;
}

struct FrozenBrowser : testing::TestWithParam<const char*> {};

TEST_P(FrozenBrowser, A12_RecordingGoesOnAndTheScreenComesBackAtTheSameStep) {
  LocalWorld world(impatient());
  const auto token = world.token_of("wang", "111111");
  const auto session = world.connects(world.arrives("苏货1098"), "a1");
  world.meters["m-1"].power_w = 6'000;
  const FrozenClients frozen(world.server.tcp_port(), 40, GetParam());
  const auto before = world.lines_of<domain::Reading>().size();
  world.pass(1h);
  EXPECT_GE(world.lines_of<domain::Reading>().size(), before + 12) << "with every thread of the interface held";
  world.stops(session);
  EXPECT_EQ(asked_until_served(world, token), 200);
  const auto overview = world.get("/overview", token).body();
  EXPECT_EQ(overview["supply_points"][0]["state"], "alongside");
}

INSTANTIATE_TEST_SUITE_P(Everywhere, FrozenBrowser,
                         testing::Values("", "GET /local/v1/overview HTTP/1.1\r\nHost: ",
                                         "POST /local/v1/stays HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
                                         "application/json\r\nContent-Length: 1000\r\n\r\n{"));

}  // namespace
}  // namespace quaywatt::test
