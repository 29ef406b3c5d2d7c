// Feeds over real sockets and files: what arrives is heard, what breaks is counted and tried again.

#include <Poco/Net/DatagramSocket.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/SocketAddress.h>
#include <Poco/Net/StreamSocket.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "tests/unit/ais/feed_world.h"

namespace quaywatt::test {
namespace {

using Kind = AisFeedConfig::Kind;
using Poco::Net::SocketAddress;

constexpr std::uint32_t kMmsi = 413'770'001;

std::string line(double lon, std::optional<std::int64_t> at_ms = std::nullopt) {
  return position_line(kMmsi, lon, 31.9, 0.1, at_ms) + "\r\n";
}

void send(Poco::Net::StreamSocket& socket, const std::string& text) {
  ASSERT_EQ(socket.sendBytes(text.data(), static_cast<int>(text.size())), static_cast<int>(text.size()));
}

TEST(TcpClientFeed, N3_CallsAgainAfterTheSenderHungUp) {
  Poco::Net::ServerSocket receiver(SocketAddress("127.0.0.1", 0));
  FeedWorld world;
  const auto feed = world.start(feed_of(Kind::tcp_client, receiver.address().port()));
  auto first = receiver.acceptConnection();
  send(first, line(120.1));
  ASSERT_EQ(world.hear(1).size(), 1U);
  first.close();
  auto second = receiver.acceptConnection();  // within the first back-off, a second at most
  send(second, line(120.2));
  ASSERT_EQ(world.hear(1).size(), 1U);
  EXPECT_EQ(world.counts.of(FeedCause::connected), 2U);
  EXPECT_EQ(world.counts.of(FeedCause::connection_lost), 1U);
}

TEST(TcpClientFeed, APositionWithoutATimeIsStampedByTheServersClock) {
  Poco::Net::ServerSocket receiver(SocketAddress("127.0.0.1", 0));
  FeedWorld world;
  const auto feed = world.start(feed_of(Kind::tcp_client, receiver.address().port()));
  auto socket = receiver.acceptConnection();
  send(socket, line(120.1) + line(120.2, kNowMs - 5'000));
  const auto heard = world.hear(2);
  ASSERT_EQ(heard.size(), 2U);
  EXPECT_EQ(heard[0].fix.at_ms, kNowMs);
  EXPECT_EQ(heard[1].fix.at_ms, kNowMs - 5'000);
  EXPECT_EQ(heard[1].received_ms, kNowMs);
}

TEST(TcpClientFeed, N7_ANameThatNobodyKnowsIsNoReasonToEnd) {
  FeedWorld world;
  auto config = feed_of(Kind::tcp_client, 4001);
  config.address.host = "nowhere.invalid";
  { const auto feed = world.start(config); }  // stops although it never connected
  EXPECT_EQ(world.counts.of(FeedCause::connected), 0U);
}

TEST(TcpListenerFeed, HearsSeveralSendersAndJoinsTheirLinesApart) {
  FeedWorld world;
  const auto feed = world.start(feed_of(Kind::tcp_listener));
  const auto port = FeedWorld::port_of(*feed);
  ASSERT_NE(port, 0);
  Poco::Net::StreamSocket one(SocketAddress("127.0.0.1", port));
  Poco::Net::StreamSocket other(SocketAddress("127.0.0.1", port));
  const std::string text = line(120.1);
  send(one, text.substr(0, 20));  // half a line of each, in turns
  send(other, text.substr(0, 30));
  send(one, text.substr(20));
  send(other, text.substr(30));
  EXPECT_EQ(world.hear(2).size(), 2U);
  one.close();
  EXPECT_TRUE(world.counted(FeedCause::connection_lost, 1));
  send(other, text);
  EXPECT_EQ(world.hear(1).size(), 1U);
  EXPECT_EQ(world.counts.of(FeedCause::connected), 2U);
}

TEST(TcpListenerFeed, X8_TakesNobodyItWasNotToldOf) {
  FeedWorld world;
  auto config = feed_of(Kind::tcp_listener);
  config.allow = {"10.0.0.5"};
  const auto feed = world.start(config);
  Poco::Net::StreamSocket stranger(SocketAddress("127.0.0.1", FeedWorld::port_of(*feed)));
  EXPECT_TRUE(world.counted(FeedCause::sender_refused, 1));
  char byte = 0;
  EXPECT_LE(stranger.receiveBytes(&byte, 1), 0);  // hung up
  EXPECT_EQ(world.queue.size(), 0U);
}

TEST(UdpFeed, HearsDatagramsWithAndWithoutALineEnd) {
  FeedWorld world;
  const auto feed = world.start(feed_of(Kind::udp_listener));
  const SocketAddress address("127.0.0.1", FeedWorld::port_of(*feed));
  Poco::Net::DatagramSocket socket(SocketAddress::IPv4);
  const std::string two = line(120.1) + position_line(kMmsi, 120.2, 31.9, 0.0);
  socket.sendTo(two.data(), static_cast<int>(two.size()), address);
  EXPECT_EQ(world.hear(2).size(), 2U);
}

TEST(AnyFeed, V11_EveryFaultyLineIsCountedByItsCauseAndStopsNothing) {
  FeedWorld world;
  const auto feed = world.start(feed_of(Kind::udp_listener));
  const SocketAddress address("127.0.0.1", FeedWorld::port_of(*feed));
  Poco::Net::DatagramSocket socket(SocketAddress::IPv4);
  const auto say = [&](const std::string& text) {
    socket.sendTo(text.data(), static_cast<int>(text.size()), address);
  };
  say("GET / HTTP/1.1\r\n");
  std::string wrong = position_line(kMmsi, 120.1, 31.9, 0.0);
  wrong[20] = wrong[20] == '0' ? '1' : '0';
  say(wrong);
  say("!AIVDM,1,1,,A,15\r\n");
  say("!" + with_checksum("AIVDM,2,3,1,A,15,0"));
  say(std::string(5'000, 'x') + "\r\n");
  say(position_line(kMmsi, 181.0, 91.0, 0.0));
  say(position_line(kMmsi, 120.1, 31.9, 0.0));
  EXPECT_EQ(world.hear(1).size(), 1U);
  for (const auto cause : {FeedCause::not_ais, FeedCause::bad_checksum, FeedCause::garbled, FeedCause::bad_part,
                           FeedCause::line_too_long, FeedCause::no_position, FeedCause::position}) {
    EXPECT_TRUE(world.counted(cause, 1)) << server::kFeedCauseNames[static_cast<std::size_t>(cause)];
    EXPECT_EQ(world.counts.of(cause), 1U) << server::kFeedCauseNames[static_cast<std::size_t>(cause)];
  }
}

TEST(AnyFeed, C9_ATimeAheadOfTheServersClockIsMarkedForSettingAside) {
  FeedWorld world;
  const auto feed = world.start(feed_of(Kind::udp_listener));
  const SocketAddress address("127.0.0.1", FeedWorld::port_of(*feed));
  Poco::Net::DatagramSocket socket(SocketAddress::IPv4);
  for (const std::int64_t ahead_ms : {60'000, 60'001}) {
    const auto text = position_line(kMmsi, 120.1, 31.9, 0.0, kNowMs + ahead_ms);
    socket.sendTo(text.data(), static_cast<int>(text.size()), address);
  }
  const auto heard = world.hear(2);
  ASSERT_EQ(heard.size(), 2U);
  EXPECT_FALSE(heard[0].from_the_future);
  EXPECT_TRUE(heard[1].from_the_future);
  EXPECT_EQ(world.counts.of(FeedCause::future_time), 1U);
}

class FollowedFile : public testing::Test {
 protected:
  void append(const std::string& text) { std::ofstream(path, std::ios::app | std::ios::binary) << text; }
  AisFeedConfig config() const {
    auto config = feed_of(Kind::file);
    config.path = path;
    return config;
  }
  TempDir directory;
  std::filesystem::path path = directory.path() / "ais.nmea";
};

TEST_F(FollowedFile, IsReadAsItGrowsAndLinesAreTakenWhole) {
  append(line(120.1));
  FeedWorld world;
  const auto feed = world.start(config());
  ASSERT_EQ(world.hear(1).size(), 1U);
  const std::string next = line(120.2);
  append(next.substr(0, 10));
  append(next.substr(10));
  ASSERT_EQ(world.hear(1).size(), 1U);
  EXPECT_EQ(world.last_cursor->offset, std::filesystem::file_size(path));
}

TEST_F(FollowedFile, GoesOnBehindWhatWasTaken) {
  append(line(120.1) + line(120.2));
  FeedWorld world;
  { const auto feed = world.start(config()); world.hear(2); }
  append(line(120.3));
  const auto feed = world.start(config(), world.last_cursor);
  const auto heard = world.hear(1);
  ASSERT_EQ(heard.size(), 1U);
  EXPECT_EQ(heard[0].fix.at.lon, 1'203'000'000);
}

TEST_F(FollowedFile, IsReadFromItsStartWhenAnotherTookItsName) {
  append(line(120.1));
  FeedWorld world;
  const auto feed = world.start(config());
  ASSERT_EQ(world.hear(1).size(), 1U);
  std::filesystem::rename(path, directory.path() / "ais.nmea.1");
  append(line(120.2) + line(120.3));
  EXPECT_EQ(world.hear(2).size(), 2U);
}

TEST_F(FollowedFile, ThatIsNotThereYetIsWaitedFor) {
  FeedWorld world;
  const auto feed = world.start(config());
  append(line(120.1));
  EXPECT_EQ(world.hear(1).size(), 1U);
}

TEST_F(FollowedFile, V11_WaitsForTheTrackerAndLosesNothing) {
  constexpr std::size_t kLines = 3'000;
  for (std::size_t i = 0; i < kLines; ++i) append(line(120.0 + static_cast<double>(i) * 1e-4));
  FeedWorld world(100);
  const auto feed = world.start(config());
  EXPECT_EQ(world.hear(kLines).size(), kLines);
  EXPECT_EQ(world.queue.dropped(), 0U);
  world.queue.close();
}

}  // namespace
}  // namespace quaywatt::test
